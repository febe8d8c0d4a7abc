using AgentEmulator.Activation;
using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.Engine;

/// <summary>Sentences for the operator about reasons that only a soak knows.</summary>
internal static class CycleVerdict
{
    public static string Advice(string reason) => reason switch
    {
        CycleReason.NoHeartbeat =>
            "The board activated, but its production firmware sent too few heartbeats: look at its console after the activation, and at the programmed network.",
        CycleReason.HeapFalling => "The free heap fell from heartbeat to heartbeat: production firmware loses memory.",
        CycleReason.FlashWear =>
            "The cycle erased more flash sectors than an activation may need (health.flash_erases_per_cycle): something writes too often.",
        CycleReason.UnblessRefused => "The impCloud did not unbless the board, so that it cannot go through the factory again: unbless it by hand.",
        CycleReason.ResetFailed => "The board did not take its factory reset or its provisioning: look at its port, cable and power, and flash it anew.",
        CycleReason.WrongBoard => "Another board is on the port: plug the right one in, or correct \"mac\" in the rack file.",
        CycleReason.BoardLost => "The board or its port went away during the cycle: look at cable, hub and power supply.",
        CycleReason.HostNotReady =>
            "This computer could not do its part: see that nothing else uses the board's port or the ports from gateway.first_port of the rack file on, and that nanoff is installed.",
        CycleReason.InternalError => "A defect of the emulator, not of the board.",
        _ => FailureReason.Advice(reason),
    };
}
