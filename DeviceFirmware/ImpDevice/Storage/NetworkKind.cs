namespace ImpDevice.Storage;

/// <summary>How the board reaches the gateway.</summary>
public enum NetworkKind
{
    /// <summary>WiFi station.</summary>
    Wifi = 0,

    /// <summary>Wired Ethernet; no credentials.</summary>
    Ethernet = 1,

    /// <summary>Cellular modem; no credentials.</summary>
    Cellular = 2,
}
