namespace System.Net.NetworkInformation;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum AuthenticationType : byte
{
    None = 0,
    EAP = 1,
    PEAP = 2,
    WCN = 3,
    Open = 4,
    Shared = 5,
    WEP = 6,
    WPA = 7,
    WPA2 = 8,
}
