using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.Engine;

/// <summary>The end of a cycle that a defect of the emulator ended.</summary>
internal static class InternalError
{
    public static CycleEnded End(CycleOrder order, Exception e) => new()
    {
        Outcome = CycleOutcome.Failed,
        Reason = CycleReason.InternalError,
        Advice = $"{CycleVerdict.Advice(CycleReason.InternalError)} {e}",
        Seed = order.Seed,
        Faults = order.Faults,
        Recheck = order.Recheck,
        BoardMs = 0,
    };
}
