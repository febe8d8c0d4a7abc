using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using HardwareTests.Support;
using ImpDevice.Networking;
using nanoFramework.TestFramework;

namespace HardwareTests.Network;

/// <summary>The board's radio in tests.</summary>
internal static class Air
{
    private const int ScanMs = 15000;
    private const int AddressMs = 20000;

    /// <summary>The board's adapter; skips the test, or its class, on a board without WiFi.</summary>
    internal static WifiAdapter Adapter()
    {
        WifiAdapter[] adapters = WifiAdapter.FindAllAdapters();
        if (adapters == null || adapters.Length == 0 || Interfaces.Find(NetworkInterfaceType.Wireless80211) == null)
            Assert.SkipTest("this board has no WiFi");
        return adapters[0];
    }

    /// <summary>Skips when a network is not to be heard.</summary>
    internal static void Needs(WifiAdapter adapter, string ssid)
    {
        if (Signal(adapter, ssid) == 0) Assert.SkipTest("the network " + ssid + " is not here");
    }

    /// <summary>Strength of a network in dBm as a scan finds it; 0 when it does not.</summary>
    internal static int Signal(WifiAdapter adapter, string ssid)
    {
        adapter.Disconnect();
        ManualResetEvent done = new ManualResetEvent(false);
        AvailableNetworksChangedEventHandler completed = (sender, e) => done.Set();
        adapter.AvailableNetworksChanged += completed;
        try
        {
            adapter.ScanAsync();
            Assert.IsTrue(done.WaitOne(ScanMs, false), "the scan did not end");
            WifiAvailableNetwork[] networks = adapter.NetworkReport.AvailableNetworks;
            for (int i = 0; i < networks.Length; i++)
                if (networks[i].Ssid == ssid) return (int)networks[i].NetworkRssiInDecibelMilliwatts;
            return 0;
        }
        finally
        {
            adapter.AvailableNetworksChanged -= completed;
        }
    }

    /// <summary>Waits for the system to set the clock; false when it does not in time.</summary>
    internal static bool WaitForDate()
    {
        for (int waited = 0; waited < AddressMs; waited += 100)
        {
            if (DateTime.UtcNow.Year >= 2021) return true;
            Thread.Sleep(100);
        }
        return false;
    }

    /// <summary>One attempt.</summary>
    internal static WifiConnectionStatus Connect(WifiAdapter adapter, string ssid, string password)
    {
        return adapter.Connect(ssid, WifiReconnectionKind.Automatic, password).ConnectionStatus;
    }

    /// <summary>The board's address once it has one; null when it gets none in time.</summary>
    internal static string WaitForAddress()
    {
        TestTime.Until(() => Address() != null, AddressMs);
        return Address();
    }

    internal static string Address()
    {
        return Interfaces.AddressOf(NetworkInterfaceType.Wireless80211);
    }
}
