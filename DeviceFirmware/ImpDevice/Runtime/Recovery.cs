using System;
using System.Threading;
using ImpDevice.Diagnostics;
using ImpDevice.Storage;

namespace ImpDevice.Runtime;

/// <summary>
/// What happens when something throws that nothing handles: it is logged, and the device reboots after a pause that doubles with every
/// failure in a row, from 3 s to about 3 minutes. nanoFramework itself would only end the thread, silently.
/// </summary>
public sealed class Recovery
{
    private const int FirstPauseMs = 3000;
    private const int MostDoublings = 6;

    private readonly IDevicePower _power;
    private BootRecord _record;
    private EventLoop _loop;

    /// <summary>For the board it runs on.</summary>
    public Recovery()
        : this(new BoardPower())
    {
    }

    internal Recovery(IDevicePower power)
    {
        _power = power;
    }

    /// <summary>Where failures in a row are counted. Without it every pause is the first.</summary>
    /// <param name="record">The record of this boot.</param>
    public void CountIn(BootRecord record)
    {
        _record = record;
    }

    /// <summary>Logs an unhandled exception and reboots. Does not return on a board. Any thread may call it.</summary>
    /// <param name="where">Name of the thread or activity.</param>
    /// <param name="exception">What it threw.</param>
    public void Fail(string where, Exception exception)
    {
        try
        {
            if (_loop != null) _loop.Halt();
            ImpConsole.Error(where, "unhandled exception", new Fields().Add("type", exception.GetType().FullName).Add("message", exception.Message));
            if (exception.StackTrace != null) ImpConsole.Error(where, exception.StackTrace);
            long failures = _record == null ? 1 : _record.Failed();
            long doublings = failures > MostDoublings ? MostDoublings : failures - 1;
            int pauseMs = FirstPauseMs << (int)doublings;
            ImpConsole.State("rebooting", new Fields().Add("reason", "unhandled-exception").Add("where", where).Add("in_ms", pauseMs));
            Thread.Sleep(pauseMs);
        }
        finally
        {
            // Even when there is no memory left to say why.
            _power.Reboot();
        }
    }

    /// <summary>Reboots now, for a reason that is not a failure. Does not return on a board. Any thread may call it.</summary>
    /// <param name="reason">One word for the console.</param>
    public void Reboot(string reason)
    {
        if (_loop != null) _loop.Halt();
        ImpConsole.State("rebooting", new Fields().Add("reason", reason));
        _power.Reboot();
    }

    internal void Halts(EventLoop loop)
    {
        _loop = loop;
    }
}
