using System.Collections;
using System.Net.NetworkInformation;
using ImpDevice.Runtime;
using ImpDevice.Storage;

namespace ImpDevice.Networking;

/// <summary>Wired Ethernet: the system brings it up by itself, this waits for its address.</summary>
internal sealed class EthernetNetwork : INetwork
{
    private const int AddressMs = 30000;

    private readonly IClock _clock;

    internal EthernetNetwork(IClock clock)
    {
        _clock = clock;
    }

    public string Kind
    {
        get { return "ethernet"; }
    }

    public int Rssi
    {
        get { return 0; }
    }

    public bool IsPresent
    {
        get { return Interfaces.Find(NetworkInterfaceType.Ethernet) != null; }
    }

    public void MeasureSignal()
    {
        // There is no WiFi signal to measure.
    }

    public string ConnectedSsid
    {
        get { return null; }
    }

    public void UseAddresses(StaticAddresses addresses)
    {
        Interfaces.Use(NetworkInterfaceType.Ethernet, addresses);
    }

    public void Describe(Hashtable ipv4)
    {
        Interfaces.Describe(Interfaces.Find(NetworkInterfaceType.Ethernet), ipv4);
    }

    public NetworkResult Connect(string ssid, string password)
    {
        if (!IsPresent) return NetworkResult.Failed("no-ethernet-interface", "the CLR on this board is not built for Ethernet");
        string address = Interfaces.WaitForAddress(NetworkInterfaceType.Ethernet, AddressMs, _clock);
        return address == null
            ? NetworkResult.Failed("no-ip-address", "no link or no DHCP answer in " + (AddressMs / 1000).ToString() + " s")
            : NetworkResult.Connected(address);
    }

    public string Address()
    {
        return Interfaces.AddressOf(NetworkInterfaceType.Ethernet);
    }

    public void Disconnect()
    {
    }
}
