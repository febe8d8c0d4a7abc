using ImpDevice.Runtime;
using ImpDevice.Storage;

namespace DeviceFirmware.SelfTests;

/// <summary>The radio is there and hears its network well enough; a wired board has its interface.</summary>
internal sealed class NetworkTest : SelfTest
{
    /// <summary>Weaker than this next to the factory's access point means an antenna fault.</summary>
    private const int WeakestDbm = -85;

    private readonly ImpRuntime _runtime;

    internal NetworkTest(ImpRuntime runtime)
    {
        _runtime = runtime;
    }

    internal override string Name
    {
        get { return "network"; }
    }

    internal override bool Run(out string detail)
    {
        if (!_runtime.HasNetworkHardware)
        {
            detail = "no interface for " + _runtime.Provisioning.NetworkName;
            return false;
        }
        if (_runtime.Provisioning.Network != NetworkKind.Wifi)
        {
            detail = _runtime.Provisioning.NetworkName;
            return true;
        }
        _runtime.MeasureSignal();
        // 0: not seen by the scan although connected, as with a hidden network: nothing to judge by.
        int rssi = _runtime.Rssi;
        detail = rssi == 0 ? "rssi unknown" : "rssi " + rssi.ToString() + " dBm, at least " + WeakestDbm.ToString();
        return rssi == 0 || rssi >= WeakestDbm;
    }
}
