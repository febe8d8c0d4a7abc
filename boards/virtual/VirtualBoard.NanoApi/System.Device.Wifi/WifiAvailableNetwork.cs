namespace System.Device.Wifi;

/// <summary>Stands in for nanoFramework's network found by a scan; the same on hardware.</summary>
public class WifiAvailableNetwork
{
    private readonly int _rssi;

    public WifiAvailableNetwork()
    {
    }

    internal WifiAvailableNetwork(string ssid, string bsid, int rssi) => (Ssid, Bsid, _rssi) = (ssid, bsid, rssi);

    public string Bsid { get; } = "";

    public string Ssid { get; } = "";

    public WifiNetworkKind NetworkKind => WifiNetworkKind.Any;

    public double NetworkRssiInDecibelMilliwatts => _rssi;

    /// <summary>0 to 4. As on hardware a network without a signal at all shows four bars.</summary>
    public byte SignalBars => _rssi switch
    {
        > -55 => 4,
        > -75 => 3,
        > -85 => 2,
        > -96 => 1,
        _ => 0,
    };
}
