using System.Collections;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using ImpDevice.Diagnostics;
using ImpDevice.Runtime;
using ImpDevice.Storage;

namespace ImpDevice.Networking;

/// <summary>WiFi station.</summary>
internal sealed class WifiNetwork : INetwork
{
    private const string Area = "net";
    private const int AddressMs = 15000;

    private readonly IClock _clock;
    private readonly WifiAdapter _adapter;
    private string _ssid;
    private bool _joined;

    internal WifiNetwork(IClock clock)
    {
        _clock = clock;
        WifiAdapter[] adapters = WifiAdapter.FindAllAdapters();
        _adapter = adapters == null || adapters.Length == 0 ? null : adapters[0];
    }

    public string Kind
    {
        get { return "wifi"; }
    }

    public int Rssi { get; private set; }

    public bool IsPresent
    {
        get { return _adapter != null; }
    }

    public void MeasureSignal()
    {
        if (_adapter == null || _ssid == null) return;
        Rssi = new WifiScan(_adapter).SignalOf(_ssid);
        if (Rssi == 0) ImpConsole.Info(Area, "network not seen by the scan (it may be hidden)", new Fields().Add("ssid", _ssid));
    }

    public string ConnectedSsid
    {
        get { return _joined ? _ssid : null; }
    }

    public void UseAddresses(StaticAddresses addresses)
    {
        Interfaces.Use(NetworkInterfaceType.Wireless80211, addresses);
    }

    public void Describe(Hashtable ipv4)
    {
        Interfaces.Describe(Interfaces.Find(NetworkInterfaceType.Wireless80211), ipv4);
    }

    public NetworkResult Connect(string ssid, string password)
    {
        if (_adapter == null) return NetworkResult.Failed("no-wifi-adapter", null);
        // The system may already be trying a network of its own configuration, without end; connecting needs the radio.
        _adapter.Disconnect();
        _ssid = ssid;
        _joined = false;
        Rssi = 0;
        // Automatic, because the native side takes Manual for "save the credentials in the system's own configuration": a flash write
        // on each try, and a second place for secrets. Both kinds reconnect by themselves after a loss.
        WifiConnectionStatus status = _adapter.Connect(ssid, WifiReconnectionKind.Automatic, password).ConnectionStatus;
        if (status != WifiConnectionStatus.Success)
        {
            // Else the system repeats the failed try at once and for ever.
            _adapter.Disconnect();
            return NetworkResult.Failed(ReasonOf(status), "status " + ((int)status).ToString());
        }
        string address = Interfaces.WaitForAddress(NetworkInterfaceType.Wireless80211, AddressMs, _clock);
        _joined = address != null;
        if (_joined) return NetworkResult.Connected(address);
        _adapter.Disconnect();
        return NetworkResult.Failed("no-ip-address", "no DHCP answer in " + (AddressMs / 1000).ToString() + " s");
    }

    public string Address()
    {
        return Interfaces.AddressOf(NetworkInterfaceType.Wireless80211);
    }

    public void Disconnect()
    {
        _joined = false;
        if (_adapter != null) _adapter.Disconnect();
    }

    private static string ReasonOf(WifiConnectionStatus status)
    {
        switch (status)
        {
            case WifiConnectionStatus.NetworkNotAvailable: return "wifi-not-found";
            // Also what the radio reports when the access point is lost within the handshake: likely, not certain, a wrong password.
            case WifiConnectionStatus.InvalidCredential:
            case WifiConnectionStatus.AccessRevoked: return "wifi-credentials-refused";
            case WifiConnectionStatus.UnsupportedAuthenticationProtocol: return "wifi-security-unsupported";
            case WifiConnectionStatus.Timeout: return "wifi-timeout";
            default: return "wifi-failed";
        }
    }
}
