using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using AgentEmulator.Rack.Views;
using AgentEmulator.Rack.Watching;

namespace AgentEmulator.Rack.Reports;

/// <summary>All that reports are made of, read once from a run's journal; also while the run goes on, and then as of the moment of reading.</summary>
internal sealed class RunReport
{
    /// <summary>How many failures the HTML page holds with their logs; the other formats hold all.</summary>
    public const int MostFailures = 500;

    /// <summary>Lines of a failed cycle's console in the HTML page.</summary>
    private const int LogLines = 60;
    private const int MostNotes = 500;

    private readonly RunHistory _history;
    private readonly Dictionary<(string Board, int Cycle), IReadOnlyList<string>> _logs;

    private RunReport(RunHistory history, IReadOnlyList<CycleRow> cycles, Dictionary<(string Board, int Cycle), IReadOnlyList<string>> logs) =>
        (_history, Cycles, _logs) = (history, cycles, logs);

    public RunState State => _history.State;

    /// <summary>Every cycle that counts, in the order in which they ended.</summary>
    public IReadOnlyList<CycleRow> Cycles { get; }

    /// <summary>Reads a journal.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="JournalException">It is missing, damaged, no journal, or holds no run.</exception>
    public static RunReport Read(string path)
    {
        using var journal = JournalReader.Open(path);
        var history = new RunHistory();
        var cycles = new List<CycleRow>();
        foreach (var e in journal.Events())
        {
            history.Apply(e, path);
            if (e.Data is CycleEnded { Outcome: not CycleOutcome.Abandoned } end && e.Board is { } name && history.State.ByName.TryGetValue(name, out var board))
                cycles.Add(CycleRow.Of(history.State.Run, board.Board, e, end));
        }

        if (history.State.Begun is null)
            throw new JournalException($"{path} holds no run: there is no event that begins one.");
        var logs = new Dictionary<(string Board, int Cycle), IReadOnlyList<string>>();
        foreach (var failure in Chosen(history))
            logs[(failure.Board, failure.Cycle)] = [.. journal.Console(failure.Board, failure.Cycle, limit: LogLines).Select(l => ConsoleText.Clean(l.Text))];
        return new RunReport(history, cycles, logs);
    }

    /// <summary>The end of a board's console in a failed cycle; empty when it was not kept.</summary>
    public IReadOnlyList<string> Log(string board, int cycle) => _logs.GetValueOrDefault((board, cycle), []);

    /// <summary>The run in words and charts.</summary>
    public RunModel Model()
    {
        var model = RunModels.Of(_history, State.LastAt, mostFailures: 0, MostNotes);
        return model with
        {
            Failures = [.. Chosen(_history).Select(f => BoardModels.Failure(f) with { Log = Log(f.Board, f.Cycle) })],
        };
    }

    /// <summary>
    /// The failures that the page shows: all when there is room, else the last of each board and reason, then the one before that of each, and
    /// so on, so that none of them crowds out the others. The last first.
    /// </summary>
    private static IEnumerable<BoardFailure> Chosen(RunHistory history)
    {
        var all = history.Failures;
        if (all.Count <= MostFailures)
            return all.Reverse();
        return all.Select((failure, i) => (failure, i)).Reverse()
            .GroupBy(f => (f.failure.Board, f.failure.End.Reason))
            .SelectMany(g => g.Select((f, rank) => (f.failure, f.i, rank)))
            .OrderBy(f => f.rank).ThenByDescending(f => f.i).Take(MostFailures)
            .OrderByDescending(f => f.i).Select(f => f.failure);
    }
}
