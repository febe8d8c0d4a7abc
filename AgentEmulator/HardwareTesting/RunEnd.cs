namespace AgentEmulator.HardwareTesting;

/// <summary>Why listening to a board ended. The words are part of the JSON report.</summary>
internal enum RunEnd
{
    /// <summary>The launcher came to its end.</summary>
    Finished,

    /// <summary>Nothing came for too long in the middle of the tests.</summary>
    Silent,

    /// <summary>Nothing that can be read ever came.</summary>
    NothingHeard,

    /// <summary>The whole run took too long.</summary>
    TimedOut,

    /// <summary>The board boots again and again and gets no further.</summary>
    RebootLoop,

    /// <summary>The serial port is gone.</summary>
    PortVanished,

    /// <summary>The user ended it.</summary>
    Interrupted,
}
