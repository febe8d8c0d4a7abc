namespace ImpDevice.Diagnostics;

/// <summary>What the status LED tells.</summary>
public enum LedState
{
    /// <summary>Dark.</summary>
    Off = 0,

    /// <summary>No usable provisioning file.</summary>
    NotProvisioned = 1,

    /// <summary>Waits for BlinkUp (imp: orange, half a second on, half a second off).</summary>
    Unconfigured = 2,

    /// <summary>Joining the network, or it could not be joined (imp: one long and three short).</summary>
    Connecting = 3,

    /// <summary>Connected, the program runs (imp: green).</summary>
    Connected = 4,

    /// <summary>Blessing passed (imp: solid green).</summary>
    Blessed = 5,

    /// <summary>Tests or blessing failed (imp: solid red).</summary>
    Failed = 6,

    /// <summary>The enrolment token was refused.</summary>
    ActivationRefused = 7,

    /// <summary>Joined the network and got no address: one long and two short.</summary>
    NoAddress = 8,

    /// <summary>Has an address, and the gateway's name does not resolve: one long and one short.</summary>
    NotResolved = 9,

    /// <summary>The gateway does not answer, or not as it should: two long.</summary>
    NoServer = 10,
}
