using System.Diagnostics;

namespace VirtualBoard.Benchmarking;

/// <summary>
/// What work costs the processor. Where the system counts a process's processor time finely enough, what other processes do to the
/// computer meanwhile is not in it.
/// </summary>
public static class CpuTime
{
    /// <summary>Does the work and says what it cost.</summary>
    /// <param name="work">The work; nothing else should be going on in the process.</param>
    public static TimeSpan Of(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var start = Now;
        work();
        return Now - start;
    }

    // Windows counts in steps of 15 ms.
    private static TimeSpan Now =>
        OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() ? Environment.CpuUsage.TotalTime : Stopwatch.GetElapsedTime(0);
}
