using System.Collections.Immutable;
using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.State;

/// <summary>
/// What the events of a run say, folded one by one: <c>state = state.Apply(event)</c>. Immutable and pure, so that the terminal view, the
/// web page, reports and a resumed run see the same.
/// </summary>
internal sealed record RunState
{
    internal static readonly ImmutableSortedDictionary<string, int> NoReasons = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Before the first event.</summary>
    public static RunState Empty { get; } = new();

    /// <summary>How the run began; null before its first event.</summary>
    public RunBegun? Begun { get; init; }

    /// <summary>Id of the run; empty before its first event.</summary>
    public string Run => Begun?.Run ?? "";

    public RunStatus Status { get; init; }

    /// <summary>Why it ended or was interrupted; null while it runs.</summary>
    public string? StatusReason { get; init; }

    /// <summary>Wall clock of the first event.</summary>
    public DateTimeOffset BegunAt { get; init; }

    /// <summary>Wall clock of the last event.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>Sequence number of the last event; 0 before the first.</summary>
    public long LastSequence { get; init; }

    /// <summary>The latest rack time of any event.</summary>
    public TimeSpan RackTime { get; init; }

    /// <summary>Real time from event to event, without the time between a process's end and the run's resumption.</summary>
    public TimeSpan WallTime { get; init; }

    /// <summary>How often the run was resumed.</summary>
    public int Resumptions { get; init; }

    /// <summary>Names of the boards in the rack's order.</summary>
    public ImmutableList<string> BoardNames { get; init; } = [];

    /// <summary>The boards by name.</summary>
    public ImmutableDictionary<string, BoardState> ByName { get; init; } = ImmutableDictionary.Create<string, BoardState>(StringComparer.Ordinal);

    public int Passed { get; init; }

    public int Failed { get; init; }

    public int Cycles => Passed + Failed;

    /// <summary>Failed cycles of all boards by reason.</summary>
    public ImmutableSortedDictionary<string, int> Reasons { get; init; } = NoReasons;

    /// <summary>Board time of all cycles that count, of all boards.</summary>
    public TimeSpan BoardTime { get; init; }

    /// <summary>The boards in the rack's order.</summary>
    public IEnumerable<BoardState> Boards => BoardNames.Select(name => ByName[name]);

    /// <summary>Boards in quarantine now.</summary>
    public int Quarantined => ByName.Values.Count(b => b.Quarantine is not null);

    /// <summary>Folds all events that a journal has.</summary>
    public static RunState Of(IEnumerable<RackEvent> events) => events.Aggregate(Empty, static (state, e) => state.Apply(e));

    /// <summary>The state after one more event. Events of unknown kinds and of boards that are not in the rack only count as seen.</summary>
    /// <exception cref="ArgumentException">It is not the event that follows.</exception>
    public RunState Apply(RackEvent e)
    {
        if (e.Sequence != LastSequence + 1)
            throw new ArgumentException($"event {e.Sequence} does not follow event {LastSequence}", nameof(e));
        var seen = this with
        {
            LastSequence = e.Sequence,
            LastAt = e.At,
            BegunAt = LastSequence == 0 ? e.At : BegunAt,
            RackTime = e.RackTime > RackTime ? e.RackTime : RackTime,
            WallTime = LastSequence == 0 || e.Data is RunResumed || e.At < LastAt ? WallTime : WallTime + (e.At - LastAt),
        };
        return e.Data switch
        {
            RunBegun begun => seen.Begin(begun),
            RunInterrupted interrupted => seen with { Status = RunStatus.Interrupted, StatusReason = interrupted.Reason },
            RunResumed => seen with { Status = RunStatus.Running, StatusReason = null, Resumptions = Resumptions + 1 },
            RunEnded ended => seen with { Status = RunStatus.Ended, StatusReason = ended.Reason },
            _ => seen.ApplyToBoard(e),
        };
    }

    private RunState Begin(RunBegun begun) => this with
    {
        Begun = begun,
        Status = RunStatus.Running,
        BoardNames = [.. begun.Boards.Select(b => b.Name)],
        ByName = ByName.AddRange(begun.Boards.Select(b => KeyValuePair.Create(b.Name, new BoardState { Board = b }))),
    };

    private RunState ApplyToBoard(RackEvent e)
    {
        if (e.Board is null || !ByName.TryGetValue(e.Board, out var board))
            return this;
        var after = this with { ByName = ByName.SetItem(e.Board, BoardFold.Apply(board, e, Begun?.CyclesPerBoard)) };
        if (e.Data is not CycleEnded { Outcome: not CycleOutcome.Abandoned } end)
            return after;
        var passed = end.Outcome == CycleOutcome.Passed;
        return after with
        {
            Passed = Passed + (passed ? 1 : 0),
            Failed = Failed + (passed ? 0 : 1),
            Reasons = passed ? Reasons : BoardFold.Count(Reasons, end.Reason),
            BoardTime = BoardTime + TimeSpan.FromMilliseconds(end.BoardMs),
        };
    }
}

/// <summary>What a run is about.</summary>
internal enum RunStatus
{
    /// <summary>Its first event is not there.</summary>
    Unknown,

    /// <summary>It goes on; or its process was killed, which no event can say.</summary>
    Running,

    /// <summary>Stopped in an orderly way before its end; it can be resumed.</summary>
    Interrupted,

    Ended,
}
