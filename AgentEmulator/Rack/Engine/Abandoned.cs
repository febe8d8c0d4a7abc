using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Rack.Engine;

/// <summary>The end of a cycle whose process ended before it did.</summary>
internal static class Abandoned
{
    public static CycleEnded End(CycleOrder order) => End(order.Seed, order.Faults, order.Recheck);

    /// <summary>Of a cycle that a killed process left without an end.</summary>
    public static CycleEnded End(RunningCycle running) => End(0, running.Faults, running.Recheck);

    private static CycleEnded End(ulong seed, IReadOnlyList<string> faults, bool recheck) => new()
    {
        Outcome = CycleOutcome.Abandoned,
        Advice = "The process ended before the cycle did; it is done again.",
        Seed = seed,
        Faults = faults,
        Recheck = recheck,
        BoardMs = 0,
    };
}
