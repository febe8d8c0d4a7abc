using System;
using System.Threading;

namespace DeviceFirmware.SelfTests;

/// <summary>The tick counter runs, and about as fast as the scheduler says it should.</summary>
internal sealed class ClockTest : SelfTest
{
    private const int WaitMs = 50;
    private const int ShortestMs = 40;
    private const int LongestMs = 2000;

    internal override string Name
    {
        get { return "clock"; }
    }

    internal override bool Run(out string detail)
    {
        long start = Environment.TickCount64;
        Thread.Sleep(WaitMs);
        long elapsed = Environment.TickCount64 - start;
        detail = "a wait of " + WaitMs.ToString() + " ms took " + elapsed.ToString() + " ms";
        return elapsed >= ShortestMs && elapsed <= LongestMs;
    }
}
