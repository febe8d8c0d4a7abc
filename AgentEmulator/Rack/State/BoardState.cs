using System.Collections.Immutable;
using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.State;

/// <summary>What the events so far say about one board. Immutable.</summary>
internal sealed record BoardState
{
    /// <summary>How many of the latest results are kept in <see cref="Recent"/>.</summary>
    public const int RecentCount = 50;

    /// <summary>How many of the first activation times make up <see cref="FirstActivations"/>.</summary>
    public const int FirstCount = 20;

    /// <summary>The board as the rack file describes it.</summary>
    public required RunBoard Board { get; init; }

    public string Name => Board.Name;

    public BoardStatus Status { get; init; }

    /// <summary>Cycle under way; null between cycles.</summary>
    public RunningCycle? Running { get; init; }

    /// <summary>Cycles that count: passed and failed ones.</summary>
    public int Cycles => Passed + Failed;

    public int Passed { get; init; }

    public int Failed { get; init; }

    /// <summary>Cycles that counted for nothing since their process ended before them.</summary>
    public int Abandoned { get; init; }

    /// <summary>Number of the last cycle that counts; the next one has the number after it.</summary>
    public int LastCycle { get; init; }

    /// <summary>Rack time at which the last cycle that counts began; null before.</summary>
    public TimeSpan? LastBegunAt { get; init; }

    /// <summary>Rack time at which the last cycle that counts ended; null before.</summary>
    public TimeSpan? LastEndedAt { get; init; }

    /// <summary>Failed cycles by reason.</summary>
    public ImmutableSortedDictionary<string, int> Reasons { get; init; } = RunState.NoReasons;

    public int ConsecutiveFailures { get; init; }

    public int ConsecutivePasses { get; init; }

    /// <summary>The latest results, oldest first.</summary>
    public ImmutableList<CycleResult> Recent { get; init; } = [];

    /// <summary>The first activation times in milliseconds: what later ones are compared with.</summary>
    public ImmutableList<long> FirstActivations { get; init; } = [];

    public FailedCycle? LastFailure { get; init; }

    /// <summary>Null when the board is not in quarantine.</summary>
    public QuarantineState? Quarantine { get; init; }

    /// <summary>How often it was quarantined.</summary>
    public int Quarantines { get; init; }

    /// <summary>Null when the board is not missing.</summary>
    public MissingState? Missing { get; init; }

    /// <summary>What got worse, by <see cref="DegradedReason"/>.</summary>
    public ImmutableSortedDictionary<string, DegradedState> Degraded { get; init; } =
        ImmutableSortedDictionary.Create<string, DegradedState>(StringComparer.Ordinal);

    /// <summary>As the last cycle saw it; null before.</summary>
    public string? Mac { get; init; }

    public string? DeviceId { get; init; }

    /// <summary>Of the last cycle that had any.</summary>
    public HeartbeatFigures? Heartbeats { get; init; }

    /// <summary>Of the last cycle that had any.</summary>
    public FlashFigures? Flash { get; init; }

    /// <summary>Board time of all cycles that count.</summary>
    public TimeSpan BoardTime { get; init; }

    /// <summary>Share of the latest <see cref="RecentCount"/> cycles that failed, 0 to 1; 0 without any.</summary>
    public double RecentFailureRate => Recent.Count == 0 ? 0 : (double)Recent.Count(r => !r.Passed) / Recent.Count;
}

/// <summary>A cycle under way.</summary>
/// <param name="Cycle">Its number.</param>
/// <param name="BegunAt">Rack time.</param>
/// <param name="Step">The last step reached; null before the first.</param>
/// <param name="Faults">Faults injected.</param>
/// <param name="Recheck">Whether it rechecks a board in quarantine.</param>
internal sealed record RunningCycle(int Cycle, TimeSpan BegunAt, string? Step, IReadOnlyList<string> Faults, bool Recheck);

/// <summary>How one cycle ended, in short.</summary>
internal sealed record CycleResult(int Cycle, TimeSpan EndedAt, bool Passed, string? Reason, long? ActivationMs, double? HeapSlope, int? Rssi);

/// <summary>A failed cycle with what is needed to look into it.</summary>
internal sealed record FailedCycle(int Cycle, TimeSpan EndedAt, CycleEnded End);

/// <summary>A board in quarantine.</summary>
/// <param name="Reason">One of <see cref="QuarantineReason"/>.</param>
/// <param name="Evidence">Why, for the operator.</param>
/// <param name="Since">Rack time.</param>
/// <param name="RecheckAt">Rack time of the next recheck; null for none.</param>
/// <param name="Rechecks">Rechecks so far.</param>
/// <param name="PassedInARow">Rechecks that passed since the last one that did not.</param>
internal sealed record QuarantineState(string Reason, string Evidence, TimeSpan Since, TimeSpan? RecheckAt, int Rechecks, int PassedInARow);

/// <summary>A board that cannot be reached.</summary>
/// <param name="Reason">A stable word.</param>
/// <param name="Detail">What was tried.</param>
/// <param name="Since">Rack time of the first time in a row.</param>
/// <param name="LastAt">Rack time of the last time in a row.</param>
/// <param name="Times">How many times in a row.</param>
internal sealed record MissingState(string Reason, string Detail, TimeSpan Since, TimeSpan LastAt, int Times);

/// <summary>Something that got worse.</summary>
/// <param name="Evidence">Figures.</param>
/// <param name="SinceCycle">The cycle after which it was noticed.</param>
internal sealed record DegradedState(string Evidence, int SinceCycle);
