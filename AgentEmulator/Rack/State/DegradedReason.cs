namespace AgentEmulator.Rack.State;

/// <summary>What can get worse about a board that still works: stable words.</summary>
internal static class DegradedReason
{
    /// <summary>Its activations take much longer than its first ones did.</summary>
    public const string ActivationSlow = "activation-slow";

    /// <summary>It hears its access point too faintly.</summary>
    public const string SignalWeak = "signal-weak";

    /// <summary>Production firmware loses memory.</summary>
    public const string HeapFalling = "heap-falling";

    /// <summary>A sector of its flash is near the end of its life.</summary>
    public const string FlashWorn = "flash-worn";
}
