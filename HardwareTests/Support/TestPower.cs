using System.Threading;
using ImpDevice.Runtime;

namespace HardwareTests.Support;

/// <summary>Notices that the device would reboot. The thread that asked goes no further, as on a board.</summary>
internal sealed class TestPower : IDevicePower
{
    private readonly ManualResetEvent _rebooted = new ManualResetEvent(false);

    internal int Reboots { get; private set; }

    public void Reboot()
    {
        Reboots++;
        _rebooted.Set();
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Waits for the reboot; false when it does not come within the time.</summary>
    internal bool WaitForReboot(int longestMs)
    {
        return _rebooted.WaitOne(longestMs, false);
    }
}
