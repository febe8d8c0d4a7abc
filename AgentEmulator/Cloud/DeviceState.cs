namespace AgentEmulator.Cloud;

/// <summary>How far a device has come. It only moves forward.</summary>
internal enum DeviceState
{
    Unknown,
    DeviceUnderTest,
    Blessed,
    Activated,
}
