using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using VirtualBoard;
using VirtualBoard.NanoApi;

namespace nanoFramework.Networking;

/// <summary>The network firmware wants to be on.</summary>
/// <param name="Ssid">Network name.</param>
/// <param name="Password">Password.</param>
/// <param name="Kind">Reconnection kind for the adapter.</param>
internal sealed record WifiWish(string? Ssid, string? Password, WifiReconnectionKind Kind);

/// <summary>What <see cref="WifiNetworkHelper"/> keeps between calls, for one boot.</summary>
/// <param name="boot">The boot.</param>
internal sealed class WifiHelperState(Boot boot) : HelperState(boot, NetworkInterfaceType.Wireless80211)
{
    private WifiWish _wish = new(null, null, WifiReconnectionKind.Automatic);

    public WifiAdapter? Adapter { get; private set; }

    public void Want(string? ssid, string? password, WifiReconnectionKind kind) => _wish = new WifiWish(ssid, password, kind);

    public void Disconnect()
    {
        Adapter?.Disconnect();
        Adapter?.Dispose();
        Adapter = null;
    }

    public bool Connect(WifiWish wish, IPConfiguration? configuration, bool scan, int adapter, bool requiresDate, CancellationToken token)
    {
        try
        {
            (_wish, Configuration) = (wish, configuration);
            Adapter = WifiAdapter.FindAllAdapters()[adapter];
            if (!IsOnWanted())
            {
                if (scan)
                    ScanThenJoin(Adapter);
                else
                    Join(Adapter);
            }

            return Wait(requiresDate, token);
        }
        catch (Exception e) when (Guest.IsCatchable(e))
        {
            return Fail(e);
        }
    }

    public bool Reconnect(int adapter, bool requiresDate, CancellationToken token)
    {
        try
        {
            Adapter = WifiAdapter.FindAllAdapters()[adapter];
            return Wait(requiresDate, token);
        }
        catch (Exception e) when (Guest.IsCatchable(e))
        {
            return Fail(e);
        }
    }

    public override void Reset()
    {
        base.Reset();
        Want(null, null, _wish.Kind);
    }

    protected override void Begin()
    {
        Adapter = WifiAdapter.FindAllAdapters()[0];
        var join = !string.IsNullOrEmpty(_wish.Ssid) && !string.IsNullOrEmpty(_wish.Password) && Stored().Ssid != _wish.Ssid;
        if (join)
        {
            Adapter.Disconnect();
            Store();
        }

        base.Begin();
        if (join)
            Adapter.Connect(_wish.Ssid!, _wish.Kind, _wish.Password!);
    }

    private static Wireless80211Configuration Stored() => Wireless80211Configuration.GetAllWireless80211Configurations()[0];

    /// <summary>Whether there is an address and the stored network is the wanted one; with another network's address the link is dropped.</summary>
    private bool IsOnWanted()
    {
        if (!NetworkReadiness.HasAddress(Type, Configuration))
            return false;
        if (Stored().Ssid == _wish.Ssid)
            return true;
        Adapter!.Disconnect();
        return false;
    }

    private void Join(WifiAdapter adapter)
    {
        adapter.Disconnect();
        Store();
        NetworkReadiness.SetUpAddresses(Type, Configuration);
        adapter.Connect(_wish.Ssid!, _wish.Kind, _wish.Password!);
    }

    private void ScanThenJoin(WifiAdapter adapter)
    {
        adapter.AvailableNetworksChanged += OnScanned;
        adapter.ScanAsync();
    }

    private void OnScanned(WifiAdapter adapter, object e)
    {
        foreach (var network in adapter.NetworkReport.AvailableNetworks)
        {
            if (network.Ssid != _wish.Ssid)
                continue;
            adapter.Disconnect();
            NetworkReadiness.SetUpAddresses(Type, Configuration);
            if (adapter.Connect(network, _wish.Kind, _wish.Password!).ConnectionStatus == WifiConnectionStatus.Success)
            {
                adapter.AvailableNetworksChanged -= OnScanned;
                Store();
                return;
            }

            Status = NetworkHelperStatus.ErrorConnetingToWiFiWhileScanning;
        }
    }

    private void Store()
    {
        var stored = Stored();
        (stored.Ssid, stored.Password) = (_wish.Ssid, _wish.Password);
        stored.SaveConfiguration();
    }
}
