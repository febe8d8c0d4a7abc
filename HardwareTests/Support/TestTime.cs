using System;
using System.Threading;
using ImpDevice.Runtime;

namespace HardwareTests.Support;

/// <summary>A condition that tests wait for.</summary>
internal delegate bool TestCondition();

/// <summary>Waiting in board time, bounded.</summary>
internal static class TestTime
{
    private const int LookEveryMs = 10;

    /// <summary>Looks until the condition holds; false when it does not within the time.</summary>
    internal static bool Until(TestCondition condition, int longestMs)
    {
        long until = Environment.TickCount64 + longestMs;
        while (!condition())
        {
            if (Environment.TickCount64 >= until) return false;
            Thread.Sleep(LookEveryMs);
        }
        return true;
    }
}

/// <summary>A clock that tests set.</summary>
internal sealed class TestClock : IClock
{
    public long NowMs { get; set; }
}
