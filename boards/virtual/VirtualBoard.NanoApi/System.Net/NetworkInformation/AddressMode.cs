namespace System.Net.NetworkInformation;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum AddressMode : byte
{
    Invalid = 0,
    DHCP = 1,
    Static = 2,
    AutoIP = 3,
}
