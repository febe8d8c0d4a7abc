namespace System.Device.Wifi;

/// <summary>Stands in for nanoFramework's result of a scan; the same on hardware.</summary>
public class WifiNetworkReport
{
    internal WifiNetworkReport(WifiAvailableNetwork[] networks) => AvailableNetworks = networks;

    public WifiAvailableNetwork[] AvailableNetworks { get; }
}
