using VirtualBoard;
using VirtualBoard.NanoApi;

namespace System.Threading;

/// <summary>Stands in for nanoFramework's spin wait. Up to a time slice of 20 ms it keeps the processor, beyond that it lets others run.</summary>
public struct SpinWait
{
    private static readonly TimeSpan TimeSlice = TimeSpan.FromMilliseconds(20);

    public void SpinOnce() => Machine.WaitUntil(static () => false, TimeSpan.Zero);

    /// <exception cref="ArgumentOutOfRangeException">Negative but for -1 tick, which is for ever.</exception>
    public static void SpinUntil(TimeSpan timeout)
    {
        if (timeout.Ticks < -1)
            throw new ArgumentOutOfRangeException();
        Spin(timeout.Ticks == -1 ? null : timeout);
    }

    public static void SpinUntil(int millisecondsTimeout) => Spin(Machine.Limit(millisecondsTimeout));

    private static void Spin(TimeSpan? time)
    {
        Machine.Enter();
        if (time is { } slice && slice <= TimeSlice)
            BoardThread.Current!.Occupy(slice);
        else
            Machine.WaitUntil(static () => false, time);
    }
}
