using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Rack.Engine;

/// <summary>What a board does next.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">Rack time from which on; meaningless when there is nothing to do.</param>
internal readonly record struct NextMove(MoveKind Kind, TimeSpan At)
{
    /// <summary>Decides from the board's state.</summary>
    /// <param name="board">The state.</param>
    /// <param name="plan">The plan of the run.</param>
    /// <param name="health">The policy.</param>
    /// <param name="index">Position of the board in the rack.</param>
    /// <param name="count">Boards of the rack.</param>
    public static NextMove Of(BoardState board, SoakPlan plan, HealthPolicy health, int index, int count)
    {
        var done = plan.Cycles is { } cycles && board.LastCycle >= cycles;
        if (board.Quarantine is { } quarantine)
            return done || quarantine.RecheckAt is null ? new NextMove(MoveKind.Nothing, default) : Within(plan, MoveKind.Recheck, quarantine.RecheckAt.Value);
        if (done)
            return new NextMove(MoveKind.Nothing, default);
        if (board.Missing is { } missing)
            return Within(plan, MoveKind.Cycle, missing.LastAt + health.MissingRetry);
        if (board.LastEndedAt is not { } ended)
            return Within(plan, MoveKind.Cycle, plan.Every * index / count); // Spread over the first interval.
        var byPause = ended + plan.Pause;
        var byInterval = (board.LastBegunAt ?? ended) + plan.Every;
        return Within(plan, MoveKind.Cycle, byPause > byInterval ? byPause : byInterval);
    }

    private static NextMove Within(SoakPlan plan, MoveKind kind, TimeSpan at) =>
        plan.Duration is { } duration && at >= duration ? new NextMove(MoveKind.Nothing, default) : new NextMove(kind, at);
}

internal enum MoveKind
{
    /// <summary>Its cycles are done, the time is up, or it stays in quarantine.</summary>
    Nothing,

    /// <summary>Its next cycle.</summary>
    Cycle,

    /// <summary>A look or a cycle that may end its quarantine.</summary>
    Recheck,
}
