using System.Globalization;

namespace AgentEmulator.Exploration.Cuts;

/// <summary>What an exploration found.</summary>
internal sealed record ExploreReport
{
    public required ExploreOptions Options { get; init; }

    /// <summary>All runs, the flawless one first.</summary>
    public required IReadOnlyList<CutResult> Results { get; init; }

    /// <summary>Places to cut in a flawless activation.</summary>
    public required StageSize Whole { get; init; }

    /// <summary>Pairs of cuts that there are; 0 with one cut.</summary>
    public required int Pairs { get; init; }

    /// <summary>Different states of the world behind a cut.</summary>
    public required int States { get; init; }

    /// <summary>Hash of the traces of all runs.</summary>
    public required string TraceHash { get; init; }

    public required TimeSpan WallTime { get; init; }

    public required bool IsInterrupted { get; init; }

    public TimeSpan BoardTime => new(Results.Sum(r => r.BoardTime.Ticks));

    /// <summary>How often a person had to restart the board because it gave a reason.</summary>
    public int Restarted => Results.Count(r => r.Restarted);

    /// <summary>Runs with a cut before an answer that never came, because the board rebooted while it waited: nothing was cut in them.</summary>
    public int Unanswered => Results.Count(r => !r.IsComplete && r.Violation is null);

    public IEnumerable<CutResult> Violations => Results.Where(r => r.Violation is not null);

    public ExplorationSummary Summarize(Func<IReadOnlyList<CutPoint>, string> replay) => new(
        Results.Count, States,
        [.. Violations.Select(r => new ViolationSummary(Options.Lab.Seed, r.Violation!.Promise, replay(r.Cuts), r.Violation.Board, r.Violation.What))],
        new Dictionary<string, string> { [Options.Lab.Seed.ToString(CultureInfo.InvariantCulture)] = TraceHash },
        BoardTime.TotalSeconds, WallTime.TotalSeconds, IsInterrupted);
}
