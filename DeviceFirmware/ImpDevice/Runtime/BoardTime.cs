using System;
using System.Threading;
using ImpDevice.Diagnostics;
using nanoFramework.Runtime.Native;

namespace ImpDevice.Runtime;

/// <summary>The date. A board starts without one; the network time service or the gateway's hello brings it.</summary>
internal static class BoardTime
{
    private const string Area = "clock";
    private const int FirstValidYear = 2021;
    private const int LongestWaitMs = 15000;
    private const int LookEveryMs = 200;

    internal static bool IsSet
    {
        get { return DateTime.UtcNow.Year >= FirstValidYear; }
    }

    /// <summary>Certificates cannot be checked without a date: waits a little for the network time service.</summary>
    internal static void WaitUntilSet(IClock clock)
    {
        long until = clock.NowMs + LongestWaitMs;
        while (!IsSet && clock.NowMs < until) Thread.Sleep(LookEveryMs);
        if (!IsSet) ImpConsole.Warning(Area, "no date yet: the gateway's certificate will not be accepted");
    }

    /// <summary>Takes the gateway's time (seconds since 1970) when the board has none.</summary>
    internal static void SetIfUnset(long unixTime)
    {
        if (IsSet || unixTime <= 0) return;
        if (Rtc.SetSystemTime(DateTime.UnixEpoch.AddSeconds(unixTime))) ImpConsole.Info(Area, "date set", new Fields().Add("unix", unixTime));
        else ImpConsole.Warning(Area, "date not accepted", new Fields().Add("unix", unixTime));
    }
}
