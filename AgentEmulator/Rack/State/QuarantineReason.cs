namespace AgentEmulator.Rack.State;

/// <summary>Why a board is in quarantine: stable words.</summary>
internal static class QuarantineReason
{
    /// <summary>Too many of its latest cycles failed.</summary>
    public const string FailureRate = "failure-rate";

    /// <summary>Too many cycles failed one after the other.</summary>
    public const string ConsecutiveFailures = "consecutive-failures";

    /// <summary>It could not be reached, several times.</summary>
    public const string Missing = "missing";

    /// <summary>Another board is on its port than the rack file says.</summary>
    public const string WrongBoard = "wrong-board";

    /// <summary>It still works, but a measurement is beyond its limit: activation time, signal, heap or flash wear.</summary>
    public const string Degraded = "degraded";
}
