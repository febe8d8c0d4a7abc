namespace ImpDevice.Storage;

/// <summary>What the factory writes on the board before first power-up. Firmware reads it and never changes it.</summary>
public sealed class Provisioning
{
    internal Provisioning()
    {
    }

    /// <summary>Base address of the device gateway, http or https, without a trailing slash.</summary>
    public string Gateway { get; internal set; }

    /// <summary>The board's own 32-byte link key.</summary>
    public byte[] Key { get; internal set; }

    /// <summary>Name of the board definition, for example <c>esp32-devkitc-v4</c>.</summary>
    public string Board { get; internal set; }

    /// <summary>How the board reaches the gateway.</summary>
    public NetworkKind Network { get; internal set; }

    /// <summary>Factory WiFi network, or null on wired boards.</summary>
    public string WifiSsid { get; internal set; }

    /// <summary>Its password; empty for an open network; null on wired boards.</summary>
    public string WifiPassword { get; internal set; }

    /// <summary>GPIO of the status LED, or -1 for none.</summary>
    public int LedPin { get; internal set; }

    /// <summary>True when the LED lights at low level.</summary>
    public bool LedActiveLow { get; internal set; }

    /// <summary>CA certificate of an https gateway in PEM, or null to use the board's own certificate store.</summary>
    public string CaCertificate { get; internal set; }

    /// <summary>The network's name as messages and console lines spell it.</summary>
    public string NetworkName
    {
        get { return Network == NetworkKind.Wifi ? "wifi" : Network == NetworkKind.Ethernet ? "ethernet" : "cellular"; }
    }
}
