using System.Threading;

namespace VirtualBoard.NanoApi;

/// <summary>The door from firmware into the machine: every entry here that has an effect, or that a dead boot must not pass, calls it first.</summary>
internal static class Machine
{
    /// <summary>The calling thread's boot; lets a pending abort or suspension of the thread act.</summary>
    /// <exception cref="PowerOffException">The boot is dead.</exception>
    /// <exception cref="ThreadAbortException">The thread was aborted.</exception>
    public static Boot Enter()
    {
        var boot = Boot.Current;
        ThreadTable.Checkpoint(blocking: false);
        return boot;
    }

    /// <summary>As <see cref="Enter"/>; the calling thread.</summary>
    /// <exception cref="PowerOffException">The boot is dead.</exception>
    /// <exception cref="ThreadAbortException">The thread was aborted.</exception>
    /// <exception cref="InvalidOperationException">The caller is no board thread.</exception>
    public static Thread EnterThread()
    {
        var board = BoardThread.Current;
        if (board?.Managed is not Thread thread)
            return ThreadTable.Of(Enter()).Current;
        board.Boot.ThrowIfDead();
        thread.Checkpoint(blocking: false);
        return thread;
    }

    /// <summary>As <see cref="Enter"/>, for what is seen outside the board at once: it must not happen before its time.</summary>
    /// <exception cref="PowerOffException">The boot is dead, or died in the time that the thread has used.</exception>
    /// <exception cref="ThreadAbortException">The thread was aborted.</exception>
    public static Boot Act()
    {
        BoardThread.Current?.Settle();
        return Enter();
    }

    /// <summary>Counts memory that an object of firmware takes and that only native code knows of.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="elements">How many references it has room for.</param>
    /// <exception cref="OutOfMemoryException">The board has no memory left.</exception>
    public static void Grow(object owner, int elements) => CpuMeter.Grow(owner, (long)elements * CpuMeter.BlockBytes);

    /// <summary>Blocks the calling thread in board time until a condition holds.</summary>
    /// <param name="isDone">Looked at before blocking and after each wake-up.</param>
    /// <param name="timeout">Board time to wait; null waits without limit; zero still lets the other ready threads run once.</param>
    /// <returns>Whether the condition holds.</returns>
    public static bool WaitUntil(Func<bool> isDone, TimeSpan? timeout) => WaitUntil(isDone, static done => done(), timeout);

    /// <summary>As <see cref="WaitUntil(Func{bool}, TimeSpan?)"/>, of something.</summary>
    public static bool WaitUntil<T>(T of, Func<T, bool> isDone, TimeSpan? timeout)
    {
        var boot = Boot.Current;
        var lab = boot.Board.Lab;
        var thread = ThreadTable.Of(boot).Current;
        var deadline = timeout is { } span ? lab.Now + span : TimeSpan.MaxValue;
        for (var parked = false; ; parked = true)
        {
            thread.Checkpoint(blocking: true);
            if (isDone(of))
                return true;
            var left = deadline - lab.Now;
            if (parked && left <= TimeSpan.Zero)
                return false;
            thread.Park(timeout is null ? null : left);
        }
    }

    /// <summary>A timeout in milliseconds as nanoCLR takes it: -1 is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than -1.</exception>
    public static TimeSpan? Limit(int milliseconds) => milliseconds switch
    {
        Timeout.Infinite => null,
        < 0 => throw new ArgumentOutOfRangeException(),
        _ => TimeSpan.FromMilliseconds(milliseconds),
    };

    /// <summary>A timeout as nanoCLR takes it: -1 ms and -1 tick are none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than zero otherwise.</exception>
    public static TimeSpan? Limit(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan || timeout.Ticks == -1)
            return null;
        return timeout >= TimeSpan.Zero ? timeout : throw new ArgumentOutOfRangeException();
    }
}
