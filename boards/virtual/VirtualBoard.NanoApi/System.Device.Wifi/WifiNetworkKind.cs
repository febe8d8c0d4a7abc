namespace System.Device.Wifi;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum WifiNetworkKind
{
    Adhoc = 0,
    Any = 1,
    Infrastructure = 2,
}
