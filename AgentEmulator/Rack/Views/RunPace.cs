using AgentEmulator.Rack.State;

namespace AgentEmulator.Rack.Views;

/// <summary>How long a run has still to go.</summary>
internal static class RunPace
{
    /// <summary>Real time until the plan is done at the pace so far; null when nothing can be said.</summary>
    public static TimeSpan? Remaining(RunState state)
    {
        if (state.Status != RunStatus.Running || state.Begun is not { } begun || state.WallTime <= TimeSpan.Zero)
            return null;
        var done = Math.Max(ShareOfCycles(state), ShareOfTime(state.RackTime, begun.DurationMs));
        return done > 0 ? state.WallTime * ((1 - Math.Min(done, 1)) / done) : null;
    }

    private static double ShareOfCycles(RunState state)
    {
        // Boards in quarantine may never do the cycles that they have left.
        var boards = state.Boards.Where(b => b.Quarantine is null).ToList();
        return state.Begun?.CyclesPerBoard is { } planned && planned > 0 && boards.Count > 0
            ? boards.Sum(b => (double)b.LastCycle) / ((double)planned * boards.Count)
            : 0;
    }

    private static double ShareOfTime(TimeSpan rackTime, long? durationMs) =>
        durationMs is > 0 ? rackTime.TotalMilliseconds / durationMs.Value : 0;
}
