namespace System.Device.Wifi;

/// <summary>Stands in for nanoFramework's outcome of a connection attempt; the same on hardware.</summary>
public class WifiConnectionResult
{
    internal WifiConnectionResult(WifiConnectionStatus status) => ConnectionStatus = status;

    public WifiConnectionStatus ConnectionStatus { get; }
}
