using System.Collections;
using ImpDevice.Networking;
using ImpDevice.Storage;

namespace HardwareTests.Support;

/// <summary>A way to the gateway that does as tests say, at once.</summary>
internal sealed class FakeNetwork : INetwork
{
    private string _address;

    internal FakeNetwork(string kind)
    {
        Kind = kind;
    }

    /// <summary>How the next attempts end; null connects.</summary>
    internal string Fails { get; set; }

    /// <summary>What a measurement of the signal gives.</summary>
    internal int Signal { get; set; } = -60;

    internal int Attempts { get; private set; }

    internal string LastSsid { get; private set; }

    internal string LastPassword { get; private set; }

    public string Kind { get; }

    public int Rssi { get; private set; }

    public bool IsPresent { get; set; } = true;

    public string ConnectedSsid
    {
        get { return Kind == "wifi" && _address != null ? LastSsid : null; }
    }

    internal StaticAddresses Addresses { get; private set; }

    public void UseAddresses(StaticAddresses addresses)
    {
        Addresses = addresses;
    }

    public void Describe(Hashtable ipv4)
    {
        ipv4.Add("netmask", "255.255.255.0");
    }

    public void MeasureSignal()
    {
        Rssi = Kind == "wifi" ? Signal : 0;
    }

    public NetworkResult Connect(string ssid, string password)
    {
        Attempts++;
        LastSsid = ssid;
        LastPassword = password;
        _address = Fails == null ? "192.168.1.2" : null;
        return Fails == null ? NetworkResult.Connected(_address) : NetworkResult.Failed(Fails, null);
    }

    public string Address()
    {
        return _address;
    }

    public void Disconnect()
    {
        _address = null;
    }
}
