using System;
using System.Threading;
using ImpDevice.Link;

namespace ImpDevice.Runtime;

/// <summary>
/// nanoFramework has no watchdog. This one reboots when a handler does not return for 5 minutes, or when the link has not worked for
/// 10: that also cures what cannot be seen from here, such as sockets lost below managed code. It cannot help when native code hangs,
/// because then no thread runs.
/// </summary>
internal sealed class Watchdog
{
    private const int LookEveryMs = 15000;
    private const int LongestHandlerMs = 5 * 60 * 1000;
    private const int LongestSilenceMs = 10 * 60 * 1000;

    private readonly EventLoop _loop;
    private readonly DeviceLink _link;
    private readonly Recovery _recovery;
    private readonly Timer _timer;

    internal Watchdog(EventLoop loop, DeviceLink link, Recovery recovery)
    {
        _loop = loop;
        _link = link;
        _recovery = recovery;
        _timer = new Timer(Look, null, LookEveryMs, LookEveryMs);
    }

    internal void Stop()
    {
        _timer.Dispose();
    }

    private void Look(object unused)
    {
        try
        {
            if (_loop.BusyMs > LongestHandlerMs) _recovery.Reboot("handler-stuck");
            if (_link.SilentMs > LongestSilenceMs) _recovery.Reboot("link-lost");
        }
        catch (Exception e)
        {
            _recovery.Fail("watchdog", e);
        }
    }
}
