namespace System.Net.NetworkInformation;

/// <summary>Stands in for nanoFramework's look at the board's address; the same on hardware.</summary>
public static class IPGlobalProperties
{
    public static IPAddress GetIPAddress() => IPAddress.GetDefaultLocalAddress();
}
