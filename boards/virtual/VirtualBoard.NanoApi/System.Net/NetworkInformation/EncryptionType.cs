namespace System.Net.NetworkInformation;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum EncryptionType : byte
{
    None = 0,
    WEP = 1,
    WPA = 2,
    WPA2 = 3,
    WPA_PSK = 4,
    WPA2_PSK = 5,
    Certificate = 6,
}
