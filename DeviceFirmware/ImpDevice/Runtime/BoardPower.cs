using System.Threading;
using nanoFramework.Runtime.Native;

namespace ImpDevice.Runtime;

/// <summary>The board itself.</summary>
internal sealed class BoardPower : IDevicePower
{
    private const int SettleMs = 10000;

    public void Reboot()
    {
        // The call may come back before the reboot happens; the caller must not go on meanwhile.
        while (true)
        {
            Power.RebootDevice(RebootOption.NormalReboot);
            Thread.Sleep(SettleMs);
        }
    }
}
