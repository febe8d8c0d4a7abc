using VirtualBoard.NanoApi;

namespace nanoFramework.Runtime.Native;

/// <summary>Stands in for nanoFramework's real-time clock: the board's wall clock, which survives resets but not the loss of power.</summary>
public static class Rtc
{
    /// <returns>Always true.</returns>
    public static bool SetSystemTime(DateTime time)
    {
        Machine.Enter().Board.Clock.Set(new DateTimeOffset(time.Ticks, TimeSpan.Zero));
        return true;
    }
}
