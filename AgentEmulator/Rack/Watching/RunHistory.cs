using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Rack.Watching;

/// <summary>
/// What a run's events say over time: the state, and every cycle, failure and change that led to it. Fed event by event, in order.
/// Not for several threads at once.
/// </summary>
internal sealed class RunHistory
{
    private readonly List<CyclePoint> _cycles = [];
    private readonly List<BoardFailure> _failures = [];
    private readonly List<RunNote> _notes = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    public RunState State { get; private set; } = RunState.Empty;

    /// <summary>Every cycle that counts, in the order in which they ended.</summary>
    public IReadOnlyList<CyclePoint> Cycles => _cycles;

    /// <summary>Every failed cycle, in the order in which they ended.</summary>
    public IReadOnlyList<BoardFailure> Failures => _failures;

    /// <summary>What happened to boards and to the run besides cycles.</summary>
    public IReadOnlyList<RunNote> Notes => _notes;

    /// <summary>Takes in the next event.</summary>
    /// <exception cref="JournalException">An event is missing before it, which a sound journal excludes.</exception>
    public void Apply(RackEvent e, string path)
    {
        if (e.Sequence != State.LastSequence + 1)
            throw new JournalException($"{path} is damaged: event {e.Sequence} follows event {State.LastSequence}.");
        if (e.Data is RunBegun && State.Begun is not null)
            throw new JournalException($"{path} is damaged: event {e.Sequence} begins the run a second time.");
        State = State.Apply(e);
        switch (e.Data)
        {
            case RunBegun begun:
                for (var i = 0; i < begun.Boards.Count; i++)
                    _positions[begun.Boards[i].Name] = i;
                break;
            case CycleEnded { Outcome: not CycleOutcome.Abandoned } end when e.Board is { } name && _positions.TryGetValue(name, out var board):
                End(e, name, board, end);
                break;
            default:
                if (Describe(e.Data) is { } text)
                    _notes.Add(new RunNote(e.At, e.RackTime, e.Board, e.Kind, text.Reason, text.Text));
                break;
        }
    }

    private void End(RackEvent e, string name, int board, CycleEnded end)
    {
        var passed = end.Outcome == CycleOutcome.Passed;
        var cycle = e.Cycle ?? 0;
        _cycles.Add(new CyclePoint(
            board, cycle, e.RackTime, passed, end.Faults.Count > 0, end.ActivationMs, end.Heartbeats?.LastFreeHeap, end.Flash?.WorstSectorErases,
            end.Heartbeats?.Rssi));
        if (!passed)
            _failures.Add(new BoardFailure(name, cycle, e.At, e.RackTime, end));
    }

    private static (string Reason, string Text)? Describe(RackEventData data) => data switch
    {
        RunInterrupted interrupted => ("", $"The run was interrupted: {interrupted.Reason}"),
        RunResumed => ("", "The run was resumed."),
        RunEnded ended => (ended.Reason, "The run ended."),
        BoardMissing missing => (missing.Reason, missing.Detail),
        BoardFound found => ("", found.Detail),
        BoardDegraded degraded => (degraded.Reason, degraded.Evidence),
        BoardRecovered recovered => (recovered.Reason, "Good again."),
        BoardQuarantined quarantined => (quarantined.Reason, quarantined.Evidence),
        BoardRechecked recheck => (recheck.Passed ? "passed" : "failed", recheck.Detail),
        BoardReleased released => ("", released.Reason),
        _ => null,
    };
}

/// <summary>A failed cycle of a board.</summary>
internal sealed record BoardFailure(string Board, int Cycle, DateTimeOffset At, TimeSpan RackTime, CycleEnded End);
