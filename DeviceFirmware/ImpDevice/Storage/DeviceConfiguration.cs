namespace ImpDevice.Storage;

/// <summary>What the device keeps across power cycles. A plain record: <see cref="ConfigurationStore"/> saves it, all or nothing.</summary>
public sealed class DeviceConfiguration
{
    /// <summary>Plan ID, 16 hex digits, or null. Kept after activation: it says which agent is this device's.</summary>
    public string PlanId { get; set; }

    /// <summary>Enrolment token, 16 hex digits, or null. Present only until it has been used or refused.</summary>
    public string TokenId { get; set; }

    /// <summary>WiFi network of later connections, or null when none is configured.</summary>
    public string WifiSsid { get; set; }

    /// <summary>Its password in plain text; empty for an open network; null when none is configured.</summary>
    public string WifiPassword { get; set; }

    /// <summary>Fixed addresses for the programmed network, or null for DHCP. Not changed in place.</summary>
    public StaticAddresses StaticAddresses { get; set; }

    /// <summary>The impCloud has enrolled this device.</summary>
    public bool Activated { get; set; }

    /// <summary>Agent URL that activation gave, or null.</summary>
    public string AgentUrl { get; set; }

    /// <summary>The production application has replaced the DUT firmware.</summary>
    public bool ApplicationLoaded { get; set; }

    /// <summary>How the last activation ended: null, <c>activated</c>, or the reason of the refusal.</summary>
    public string ActivationOutcome { get; set; }

    /// <summary>True when a plan ID and a token wait for activation.</summary>
    public bool HasEnrolTokens
    {
        get { return PlanId != null && TokenId != null; }
    }

    /// <summary>True when a WiFi network is configured.</summary>
    public bool HasWifi
    {
        get { return WifiSsid != null; }
    }

    /// <summary>An independent copy.</summary>
    /// <returns>The copy.</returns>
    public DeviceConfiguration Copy()
    {
        return (DeviceConfiguration)MemberwiseClone();
    }
}
