using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using AgentEmulator.Rack.Watching;

namespace AgentEmulator.Rack.Views;

/// <summary>Puts a run's history into words and charts.</summary>
internal static class RunModels
{
    /// <summary>Makes the model of a run.</summary>
    /// <param name="history">What happened.</param>
    /// <param name="now">Wall clock, for telling how long nothing was heard.</param>
    /// <param name="mostFailures">How many of the latest failures it holds.</param>
    /// <param name="mostNotes">How many of the latest notes it holds.</param>
    public static RunModel Of(RunHistory history, DateTimeOffset now, int mostFailures, int mostNotes)
    {
        var state = history.State;
        var until = Until(state);
        var names = state.BoardNames;
        var byBoard = history.Cycles.ToLookup(c => c.Board);
        return new RunModel
        {
            Run = state.Run,
            Rack = state.Begun?.Rack ?? "",
            Status = state.Status.ToString().ToLowerInvariant(),
            StatusNote = StatusNote(state, now),
            Facts = Facts(state),
            Figures = Figures(state),
            Confidence = ConfidenceLines(history.Cycles),
            FlashLife = FlashLifeLine(state, byBoard),
            Boards = [.. names.Select((name, i) => BoardModels.Of(state, state.ByName[name], [.. byBoard[i]]))],
            Charts =
            [
                RunCharts.Rate(history.Cycles, until), RunCharts.Times(history.Cycles, until),
                RunCharts.Heap(history.Cycles, until, names), RunCharts.Wear(history.Cycles, until, names),
            ],
            Reasons = Reasons(state),
            Failures = [.. history.Failures.Reverse().Take(mostFailures).Select(BoardModels.Failure)],
            FailureCount = history.Failures.Count,
            Notes = [.. history.Notes.Reverse().Take(mostNotes).Select(BoardModels.Note)],
            NoteCount = history.Notes.Count,
        };
    }

    /// <summary>The right edge of time axes.</summary>
    public static TimeSpan Until(RunState state) => state.RackTime > TimeSpan.FromSeconds(1) ? state.RackTime : TimeSpan.FromSeconds(1);

    /// <summary>"0 failures in 12,400 activations: failure rate below 0.024 % at 95 %".</summary>
    public static string ConfidenceLine(int failures, int activations)
    {
        var counts = $"{Words.Count(failures, "failure")} in {Words.Count(activations, "activation")}";
        return activations == 0
            ? "No activation has ended yet, so nothing can be said about the failure rate."
            : $"{counts}: failure rate below {Words.Percent(Confidence.UpperBound(failures, activations))} at 95 %";
    }

    /// <summary>Of the whole run and, where faults were injected, of the cycles without.</summary>
    public static IReadOnlyList<string> ConfidenceLines(IReadOnlyList<CyclePoint> cycles)
    {
        var (all, failed, plain, plainFailed) = (cycles.Count, 0, 0, 0);
        foreach (var cycle in cycles)
        {
            failed += cycle.Passed ? 0 : 1;
            plain += cycle.Faulty ? 0 : 1;
            plainFailed += cycle.Passed || cycle.Faulty ? 0 : 1;
        }

        return plain == all
            ? [ConfidenceLine(failed, all)]
            : [ConfidenceLine(failed, all), $"Without the {Words.Count(all - plain)} with injected faults: {ConfidenceLine(plainFailed, plain)}"];
    }

    private static IReadOnlyList<Bar> Reasons(RunState state)
    {
        var most = state.Reasons.Values.DefaultIfEmpty(0).Max();
        return
        [
            .. state.Reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal)
                .Select(r => new Bar(r.Key, $"{Words.Count(r.Value)} ({Words.Percent((double)r.Value / state.Failed)})", (double)r.Value / most)),
        ];
    }

    private static string StatusNote(RunState state, DateTimeOffset now) => state.Status switch
    {
        RunStatus.Interrupted => $"{state.StatusReason} Go on with: soak --resume {state.Run}",
        RunStatus.Running when now - state.LastAt > TimeSpan.FromMinutes(2) =>
            $"Nothing was heard since {Words.Moment(state.LastAt)}. If its process has died, go on with: soak --resume {state.Run}",
        RunStatus.Ended when state.StatusReason == "nothing-left-to-run" => "Every board with cycles left is in quarantine.",
        _ => "",
    };

    private static List<Fact> Facts(RunState state)
    {
        var begun = state.Begun;
        var facts = new List<Fact>
        {
            new("begun", Words.Moment(state.BegunAt)),
            new("rack time", Words.Span(state.RackTime)),
            new("real time", Words.Span(state.WallTime)),
        };
        if (begun is { Simulated: true } && state.WallTime > TimeSpan.Zero)
            facts.Add(new("speed", $"{Words.Count((long)(state.RackTime / state.WallTime))}x real time"));
        facts.Add(new("rack", begun is { Simulated: true } ? "simulated" : "live"));
        if (begun is not null)
            facts.Add(new("plan", Plan(begun)));
        if (RunPace.Remaining(state) is { } left)
            facts.Add(new("left", $"about {Words.Span(left)}"));
        if (begun is not null)
            facts.Add(new("seed", $"{begun.Seed}"));
        if (state.Resumptions > 0)
            facts.Add(new("resumed", Words.Count(state.Resumptions, "time")));
        if (begun is not null)
            facts.Add(new("version", begun.Version));
        return facts;
    }

    private static string Plan(RunBegun begun)
    {
        var parts = new List<string>();
        if (begun.CyclesPerBoard is { } cycles)
            parts.Add($"{Words.Count(cycles, "cycle")} per board");
        if (begun.DurationMs is { } ms)
            parts.Add(Words.Span(TimeSpan.FromMilliseconds(ms)));
        return $"{Words.Count(begun.Boards.Count, "board")}, {(parts.Count == 0 ? "until stopped" : string.Join(" or ", parts))}";
    }

    private static List<Figure> Figures(RunState state) =>
    [
        new(Words.Count(state.Cycles), "cycles", ""),
        new(Words.Count(state.Passed), "passed", "pass"),
        new(Words.Count(state.Failed), "failed", state.Failed > 0 ? "fail" : ""),
        new(state.Cycles == 0 ? "-" : Words.Percent((double)state.Failed / state.Cycles), "failure rate", ""),
        new(Words.Count(state.Quarantined), "in quarantine", state.Quarantined > 0 ? "quarantined" : ""),
        new(state.RackTime > TimeSpan.Zero ? Words.Count((long)Math.Round(state.Cycles / state.RackTime.TotalHours)) : "-", "cycles per hour", ""),
    ];

    private static string? FlashLifeLine(RunState state, ILookup<int, CyclePoint> byBoard)
    {
        var lives = state.BoardNames.Select((name, i) => (Name: name, Life: BoardModels.Life(state.ByName[name], [.. byBoard[i]])))
            .Where(b => b.Life is not null).ToList();
        if (lives.Count == 0)
            return null;
        var (board, life) = lives.MinBy(b => b.Life!.CyclesLeft ?? double.PositiveInfinity);
        var hottest = $"The hottest sector of {board} (sector {life!.Sector}) was erased {Words.Count(life.Erases, "time")}";
        if (life.CyclesLeft is not { } left)
            return $"{hottest}; it did not wear further in this run.";
        var perDay = state.ByName[board].Cycles / Math.Max(state.RackTime.TotalDays, 1e-9);
        return $"{hottest}, {life.ErasesPerCycle:0.##} per cycle: {Words.Count(life.Endurance)} erases are reached after about " +
            $"{Words.Count((long)left)} more cycles, {Words.LongSpan(left / perDay)} at this pace.";
    }
}
