using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using AgentEmulator.Rack.Watching;

namespace AgentEmulator.Rack.Views;

/// <summary>Puts boards and what happened to them into words.</summary>
internal static class BoardModels
{
    public static BoardModel Of(RunState run, BoardState board, IReadOnlyList<CyclePoint> cycles)
    {
        var life = Life(board, cycles);
        return new BoardModel
        {
            Name = board.Name,
            // In a run that is over nobody waits for anything any more.
            State = RunSummary.Word(run.Status == RunStatus.Ended && board.Status == BoardStatus.Waiting ? BoardStatus.Finished : board.Status),
            Doing = Doing(board),
            Cycle = run.Begun?.CyclesPerBoard is { } planned ? $"{Words.Count(board.LastCycle)} / {Words.Count(planned)}" : Words.Count(board.LastCycle),
            Passed = board.Passed,
            Failed = board.Failed,
            FailureRate = board.Cycles == 0 ? "-" : Words.Percent((double)board.Failed / board.Cycles),
            PassedShare = board.Cycles == 0 ? 0 : (double)board.Passed / board.Cycles,
            ActivationTimes = ActivationTimes(cycles),
            Heap = Heap(board.Heartbeats),
            Wear = life is null ? "-" : Words.Count(life.Erases),
            FlashLife = life?.CyclesLeft is { } left ? Words.Count((long)left, "cycle") : "-",
            LastFailure = board.LastFailure is { } failure ? $"cycle {failure.Cycle}: {failure.End.Reason}" : "",
            Troubles = Troubles(board),
            Facts = Facts(board),
        };
    }

    public static FailureModel Failure(BoardFailure failure) => new()
    {
        Board = failure.Board,
        Cycle = failure.Cycle,
        At = Words.Moment(failure.At),
        RackTime = Words.Span(failure.RackTime),
        Reason = failure.End.Reason ?? CycleReason.InternalError,
        Advice = failure.End.Advice ?? "",
        Seed = $"{failure.End.Seed}",
        Faults = string.Join(", ", failure.End.Faults),
        Replay = failure.End.Replay ?? "",
    };

    public static NoteModel Note(RunNote note) => new(
        Words.Moment(note.At), Words.Span(note.RackTime), note.Board ?? "", note.Kind.Replace("board-", "", StringComparison.Ordinal), note.Reason, note.Text);

    public static FlashLife? Life(BoardState board, IReadOnlyList<CyclePoint> cycles)
    {
        var counted = cycles.Where(c => c.WorstErases is not null).ToList();
        return FlashLife.Of(board.Flash, counted.Count, counted.Count == 0 ? 0 : counted[0].WorstErases!.Value);
    }

    private static string Doing(BoardState board) => board switch
    {
        { Running: { } running } =>
            $"{(running.Recheck ? "recheck, " : "")}cycle {running.Cycle}: {running.Step ?? "begun"}" +
            (running.Faults.Count > 0 ? $" (with {string.Join(", ", running.Faults)})" : ""),
        { Quarantine.RecheckAt: { } at } => $"recheck at {Words.Span(at)}",
        _ => "",
    };

    private static string ActivationTimes(IReadOnlyList<CyclePoint> cycles)
    {
        var times = cycles.Where(c => c.ActivationMs is not null).Select(c => (double)c.ActivationMs!.Value).Order().ToArray();
        return times.Length == 0 ? "-" : $"{Words.Seconds(RunCharts.Percentile(times, 0.5))} / {Words.Seconds(RunCharts.Percentile(times, 0.95))}";
    }

    private static string Heap(HeartbeatFigures? heartbeats)
    {
        if (heartbeats?.LastFreeHeap is not { } free)
            return "-";
        return heartbeats.HeapSlope is { } slope && Math.Abs(slope) >= 1
            ? $"{Words.Bytes(free)} ({(slope > 0 ? "+" : "-")}{Words.Bytes(Math.Abs(slope))}/h)"
            : Words.Bytes(free);
    }

    private static List<Fact> Troubles(BoardState board)
    {
        var troubles = new List<Fact>();
        if (board.Quarantine is { } quarantine)
            troubles.Add(new($"quarantined: {quarantine.Reason}", quarantine.Evidence));
        if (board.Missing is { } missing)
            troubles.Add(new($"missing: {missing.Reason}", $"{missing.Detail} ({Words.Count(missing.Times, "time")} in a row)"));
        troubles.AddRange(board.Degraded.Select(d => new Fact($"degraded: {d.Key}", d.Value.Evidence)));
        return troubles;
    }

    private static List<Fact> Facts(BoardState board)
    {
        var facts = new List<Fact> { new("definition", board.Board.Definition), new("kind", board.Board.Virtual ? "virtual" : $"real, on {board.Board.Port}") };
        Add("group", board.Board.Group);
        Add("MAC", board.Mac ?? board.Board.Mac);
        Add("device ID", board.DeviceId);
        if (board.Heartbeats?.Rssi is { } rssi)
            facts.Add(new("signal", $"{rssi} dBm"));
        if (board.Quarantines > 0)
            facts.Add(new("quarantined", Words.Count(board.Quarantines, "time")));
        return facts;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                facts.Add(new(name, value));
        }
    }
}
