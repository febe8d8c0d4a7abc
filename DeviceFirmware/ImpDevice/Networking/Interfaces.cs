using System.Net.NetworkInformation;
using System.Threading;
using ImpDevice.Runtime;

namespace ImpDevice.Networking;

/// <summary>Looking at the board's network interfaces.</summary>
internal static class Interfaces
{
    private const int LookEveryMs = 200;

    /// <summary>First interface of a type, or null.</summary>
    internal static NetworkInterface Find(NetworkInterfaceType type)
    {
        NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < all.Length; i++)
            if (all[i].NetworkInterfaceType == type) return all[i];
        return null;
    }

    /// <summary>IPv4 address of the first interface of a type, or null while it has none.</summary>
    internal static string AddressOf(NetworkInterfaceType type)
    {
        NetworkInterface found = Find(type);
        return found == null ? null : Usable(found.IPv4Address);
    }

    /// <summary>IPv4 address of any interface, or null.</summary>
    internal static string AnyAddress()
    {
        NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < all.Length; i++)
        {
            string address = Usable(all[i].IPv4Address);
            if (address != null && all[i].NetworkInterfaceType != NetworkInterfaceType.WirelessAP) return address;
        }
        return null;
    }

    /// <summary>Looks for an address until there is one or the time is over (null).</summary>
    internal static string WaitForAddress(NetworkInterfaceType type, int longestMs, IClock clock)
    {
        long until = clock.NowMs + longestMs;
        while (true)
        {
            string address = AddressOf(type);
            if (address != null || clock.NowMs >= until) return address;
            Thread.Sleep(LookEveryMs);
        }
    }

    private static string Usable(string address)
    {
        return string.IsNullOrEmpty(address) || address == "0.0.0.0" ? null : address;
    }
}
