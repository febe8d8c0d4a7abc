using System.Collections;
using System.Net.NetworkInformation;
using System.Threading;
using ImpDevice.Runtime;
using ImpDevice.Storage;

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
        NetworkInterface found = WithAddress();
        return found == null ? null : found.IPv4Address;
    }

    /// <summary>The first interface with an address, the board's own access point aside, or null.</summary>
    internal static NetworkInterface WithAddress()
    {
        NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < all.Length; i++)
            if (Usable(all[i].IPv4Address) != null && all[i].NetworkInterfaceType != NetworkInterfaceType.WirelessAP) return all[i];
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

    /// <summary>Sets an interface to fixed addresses, or to DHCP for null. Only when that is a change: the system keeps it in flash.</summary>
    internal static void Use(NetworkInterfaceType type, StaticAddresses addresses)
    {
        NetworkInterface found = Find(type);
        if (found == null) return;
        if (addresses == null)
        {
            if (!found.IsDhcpEnabled) found.EnableDhcp();
#pragma warning disable CS0618 // DHCP is to bring automatic name servers with it some day; until then they have to be asked for.
            if (!found.IsAutomaticDnsEnabled) found.EnableAutomaticDns();
#pragma warning restore CS0618
            return;
        }
        if (found.IsDhcpEnabled || found.IPv4Address != addresses.Ip || found.IPv4SubnetMask != addresses.Netmask || found.IPv4GatewayAddress != addresses.Gateway)
            found.EnableStaticIPv4(addresses.Ip, addresses.Netmask, addresses.Gateway);
        string[] dns = addresses.Dns2 == null ? new string[] { addresses.Dns1 } : new string[] { addresses.Dns1, addresses.Dns2 };
        if (!Same(found.IPv4DnsAddresses, dns)) found.EnableStaticIPv4Dns(dns);
    }

    /// <summary>Adds netmask, broadcast, gateway and dnsserver of an interface.</summary>
    internal static void Describe(NetworkInterface found, Hashtable ipv4)
    {
        if (found == null) return;
        string broadcast = Broadcast(found.IPv4Address, found.IPv4SubnetMask);
        ipv4.Add("netmask", found.IPv4SubnetMask);
        if (broadcast != null) ipv4.Add("broadcast", broadcast);
        ipv4.Add("gateway", found.IPv4GatewayAddress);
        ArrayList servers = new ArrayList();
        string[] dns = found.IPv4DnsAddresses;
        for (int i = 0; dns != null && i < dns.Length; i++)
            if (Usable(dns[i]) != null) servers.Add(dns[i]);
        ipv4.Add("dnsserver", servers);
    }

    /// <summary>The network's last address; null when one of the two is no dotted address.</summary>
    internal static string Broadcast(string address, string netmask)
    {
        if (address == null || netmask == null) return null;
        string[] own = address.Split('.');
        string[] mask = netmask.Split('.');
        if (own.Length != 4 || mask.Length != 4) return null;
        string broadcast = "";
        for (int i = 0; i < 4; i++)
            broadcast += (i == 0 ? "" : ".") + ((int.Parse(own[i]) | (255 - int.Parse(mask[i]))) & 255).ToString();
        return broadcast;
    }

    private static bool Same(string[] left, string[] right)
    {
        if (left == null || left.Length != right.Length) return false;
        for (int i = 0; i < left.Length; i++)
            if (left[i] != right[i]) return false;
        return true;
    }

    private static string Usable(string address)
    {
        return string.IsNullOrEmpty(address) || address == "0.0.0.0" ? null : address;
    }
}
