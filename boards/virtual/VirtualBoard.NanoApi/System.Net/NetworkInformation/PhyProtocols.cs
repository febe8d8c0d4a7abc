namespace System.Net.NetworkInformation;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
[Flags]
public enum PhyProtocols
{
    PHY802_11b = 1,
    PHY802_11g = 2,
    PHY802_11n = 4,
    PHY802_11lr = 8,
}
