using System;
using System.Device.Wifi;
using System.Threading;
using ImpDevice.Diagnostics;

namespace ImpDevice.Networking;

/// <summary>
/// One look around with the radio. Signal strength comes from nowhere else on nanoFramework. Takes about 7 s on an ESP32 (all channels,
/// passively) and takes the radio off its channel meanwhile, so it is done once where the value is wanted, not all the time.
/// </summary>
internal sealed class WifiScan
{
    private const string Area = "net";
    private const int LongestMs = 12000;

    private readonly WifiAdapter _adapter;
    private readonly AutoResetEvent _done = new AutoResetEvent(false);

    internal WifiScan(WifiAdapter adapter)
    {
        _adapter = adapter;
    }

    /// <summary>Signal of a network in dBm, the strongest of its access points; 0 when it is not seen or the scan failed.</summary>
    internal int SignalOf(string ssid)
    {
        _adapter.AvailableNetworksChanged += Completed;
        try
        {
            _adapter.ScanAsync();
            if (!_done.WaitOne(LongestMs, false))
            {
                ImpConsole.Warning(Area, "scan did not end");
                return 0;
            }
            return Strongest(_adapter.NetworkReport.AvailableNetworks, ssid);
        }
        catch (InvalidOperationException e)
        {
            // The radio is busy, for example still giving up another network. The connect tells more.
            ImpConsole.Warning(Area, "scan refused", new Fields().Add("reason", e.Message));
            return 0;
        }
        finally
        {
            _adapter.AvailableNetworksChanged -= Completed;
        }
    }

    private static int Strongest(WifiAvailableNetwork[] networks, string ssid)
    {
        int strongest = 0;
        for (int i = 0; i < networks.Length; i++)
        {
            if (networks[i].Ssid != ssid) continue;
            int signal = (int)networks[i].NetworkRssiInDecibelMilliwatts;
            if (strongest == 0 || signal > strongest) strongest = signal;
        }
        return strongest;
    }

    private void Completed(WifiAdapter sender, object e)
    {
        _done.Set();
    }
}
