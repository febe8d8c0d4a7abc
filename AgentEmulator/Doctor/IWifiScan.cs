namespace AgentEmulator.Doctor;

/// <summary>Which WiFi networks are in reach of this computer.</summary>
internal interface IWifiScan
{
    /// <summary>Their names; null when this computer cannot tell.</summary>
    Task<IReadOnlySet<string>?> NetworksAsync(CancellationToken cancel);
}
