namespace System.Device.Wifi;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum WifiReconnectionKind
{
    Automatic = 0,
    Manual = 1,
}
