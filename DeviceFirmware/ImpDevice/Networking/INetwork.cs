using System.Collections;
using ImpDevice.Storage;

namespace ImpDevice.Networking;

/// <summary>The board's way to the gateway. Every call ends within a known time.</summary>
internal interface INetwork
{
    /// <summary>wifi, ethernet or cellular.</summary>
    string Kind { get; }

    /// <summary>Signal of the network last connected to, in dBm as last measured; 0 when not measured or wired.</summary>
    int Rssi { get; }

    /// <summary>Measures <see cref="Rssi"/> of the network last connected to. Takes some 7 s on WiFi; does nothing on a wired board.</summary>
    void MeasureSignal();

    /// <summary>Whether there is a radio or an interface at all.</summary>
    bool IsPresent { get; }

    /// <summary>The WiFi network that is joined, or null: none, or a wired board.</summary>
    string ConnectedSsid { get; }

    /// <summary>What later connections use as addresses.</summary>
    /// <param name="addresses">null for DHCP.</param>
    void UseAddresses(StaticAddresses addresses);

    /// <summary>Adds what is known of the connection beside its address: netmask, broadcast, gateway, dnsserver.</summary>
    /// <param name="ipv4">The table to add to.</param>
    void Describe(Hashtable ipv4);

    /// <summary>Connects and waits for an IPv4 address. One try.</summary>
    /// <param name="ssid">WiFi network; ignored on a wired board.</param>
    /// <param name="password">Its password; ignored on a wired board.</param>
    NetworkResult Connect(string ssid, string password);

    /// <summary>Present IPv4 address, or null.</summary>
    string Address();

    /// <summary>Leaves the network. A wired board stays on it.</summary>
    void Disconnect();
}
