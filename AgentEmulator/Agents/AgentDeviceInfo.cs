namespace AgentEmulator.Agents;

/// <summary>What device.info() tells an agent of its device.</summary>
/// <param name="Id">The device's ID.</param>
/// <param name="IsConnected">As <see cref="AgentDevice.IsConnected"/>.</param>
/// <param name="IpAddress">
/// The address that the device connected from, as the emulator sees it: with real boards that of the board or of its router, with
/// virtual ones the loopback address. Empty when the device has not connected since the agent started, and where there are no addresses,
/// in a simulated factory.
/// </param>
public sealed record AgentDeviceInfo(string Id, bool IsConnected, string IpAddress);
