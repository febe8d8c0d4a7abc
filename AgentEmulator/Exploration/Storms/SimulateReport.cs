using System.Globalization;

namespace AgentEmulator.Exploration.Storms;

/// <summary>What simulations came to.</summary>
internal sealed record SimulateReport
{
    public required SimulateOptions Options { get; init; }

    /// <summary>One for each seed that was run, in their order.</summary>
    public required IReadOnlyList<StormResult> Results { get; init; }

    /// <summary>How many seeds were run a second time.</summary>
    public required int Verified { get; init; }

    /// <summary>Seeds whose second run was another one than the first, and where.</summary>
    public required IReadOnlyList<Divergence> Diverged { get; init; }

    public required TimeSpan WallTime { get; init; }

    public required bool IsInterrupted { get; init; }

    public TimeSpan BoardTime => new(Results.Sum(r => r.BoardTime.Ticks));

    public IEnumerable<StormResult> Violations => Results.Where(r => r.Violation is not null);

    public ExplorationSummary Summarize(Func<ulong, string> replay) => new(
        Results.Count + Verified, Results.Count,
        [
            .. Violations.Select(r => new ViolationSummary(r.Seed, r.Violation!.Promise, replay(r.Seed), r.Violation.Board, r.Violation.What)),
            .. Diverged.Select(d => new ViolationSummary(d.Seed, "deterministic", replay(d.Seed), null, d.ToString())),
        ],
        Results.ToDictionary(r => r.Seed.ToString(CultureInfo.InvariantCulture), r => r.TraceHash),
        BoardTime.TotalSeconds, WallTime.TotalSeconds, IsInterrupted);
}
