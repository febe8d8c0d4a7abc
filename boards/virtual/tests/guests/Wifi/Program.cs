using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;

namespace Wifi;

/// <summary>Scans, joins by hand and by helper, and watches the link come and go.</summary>
internal static class Program
{
    private static readonly AutoResetEvent Scanned = new(false);

    private static void Main()
    {
        var wifi = WifiAdapter.FindAllAdapters()[0];
        wifi.AvailableNetworksChanged += (sender, _) => Scanned.Set();
        wifi.ScanAsync();
        Console.WriteLine(Scanned.WaitOne(15_000, false) ? "scanned" : "no scan");
        foreach (var network in wifi.NetworkReport.AvailableNetworks)
            if (network.Ssid == "nf-test") Console.WriteLine($"found {network.Ssid}, {network.SignalBars} bars");

        Join(wifi, "nf-test-absent", "does not matter");
        Join(wifi, "nf-test", "wrong password");
        NetworkChange.NetworkAvailabilityChanged += (_, e) => Console.WriteLine(e.IsAvailable ? "link is up" : "link is down");
        Join(wifi, "nf-test", "nf-test-password");

        var patience = new CancellationTokenSource(60_000);
        var connected = WifiNetworkHelper.ConnectDhcp("nf-test", "nf-test-password", requiresDateTime: true, token: patience.Token);
        Console.WriteLine(connected ? $"ready, {DateTime.UtcNow.Year}" : $"not ready: {WifiNetworkHelper.Status}");
        foreach (var adapter in NetworkInterface.GetAllNetworkInterfaces())
            if (adapter.NetworkInterfaceType == NetworkInterfaceType.Wireless80211) Console.WriteLine($"address {(adapter.IPv4Address.StartsWith("192.168.") ? "from DHCP" : adapter.IPv4Address)}");
        Thread.Sleep(Timeout.Infinite);
    }

    private static void Join(WifiAdapter wifi, string ssid, string password)
    {
        var result = wifi.Connect(ssid, WifiReconnectionKind.Automatic, password);
        Console.WriteLine($"{ssid}: {result.ConnectionStatus switch
        {
            WifiConnectionStatus.Success => "joined",
            WifiConnectionStatus.NetworkNotAvailable => "not there",
            WifiConnectionStatus.InvalidCredential => "refused",
            _ => "failed",
        }}");
    }
}
