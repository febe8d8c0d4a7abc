namespace ImpDevice;

/// <summary>What <see cref="Imp.ClearConfiguration"/> clears. Names and not imp's numbers, which its documentation does not give.</summary>
public enum ConfigKind
{
    /// <summary>CONFIG_WIFI: network name and password. Enrolment stays.</summary>
    Wifi = 0,

    /// <summary>CONFIG_STATIC_NETWORK: fixed addresses; DHCP again. The network itself stays.</summary>
    StaticNetwork = 1,

    /// <summary>CONFIG_PROXY: nothing here, this firmware has no proxy.</summary>
    Proxy = 2,

    /// <summary>CONFIG_ALL: WiFi, fixed addresses and enrolment. Not the user configuration.</summary>
    All = 3,
}
