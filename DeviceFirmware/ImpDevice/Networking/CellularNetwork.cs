using System.Collections;
using ImpDevice.Storage;

namespace ImpDevice.Networking;

/// <summary>
/// Cellular: nanoFramework has no PPP, so the modem must already be up as a network interface of the image. When no interface has an
/// address, this image does not support it.
/// </summary>
internal sealed class CellularNetwork : INetwork
{
    public string Kind
    {
        get { return "cellular"; }
    }

    public int Rssi
    {
        get { return 0; }
    }

    public bool IsPresent
    {
        get { return Interfaces.AnyAddress() != null; }
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
        // The operator's network gives the address; imp's call is for Ethernet and WiFi too.
    }

    public void Describe(Hashtable ipv4)
    {
        Interfaces.Describe(Interfaces.WithAddress(), ipv4);
    }

    public NetworkResult Connect(string ssid, string password)
    {
        string address = Interfaces.AnyAddress();
        return address == null
            ? NetworkResult.Failed("cellular-not-supported", "no interface has an address, and this image cannot bring a modem up")
            : NetworkResult.Connected(address);
    }

    public string Address()
    {
        return Interfaces.AnyAddress();
    }

    public void Disconnect()
    {
    }
}
