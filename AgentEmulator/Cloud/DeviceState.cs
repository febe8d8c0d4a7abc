namespace AgentEmulator.Cloud;

/// <summary>How far a device has come. It only moves forward, but for unblessing, which makes it a development device.</summary>
internal enum DeviceState
{
    Unknown,

    /// <summary>A device of the account that is neither under test nor blessed: development devices, fixtures, unblessed ones.</summary>
    Development,
    DeviceUnderTest,
    Blessed,
    Activated,
}
