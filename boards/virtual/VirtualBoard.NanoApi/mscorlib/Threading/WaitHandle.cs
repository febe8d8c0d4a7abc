using VirtualBoard.NanoApi;

namespace System.Threading;

/// <summary>Stands in for nanoFramework's wait handle. Waiting takes board time; exitContext means nothing, as on the device.</summary>
public abstract class WaitHandle : MarshalByRefObject
{
    public const int WaitTimeout = 0x102;

    private const int MostHandles = 64;

    internal bool IsSignaled { get; private set; }

    /// <summary>Whether the handle frees one waiter and is not signaled any more after it.</summary>
    private protected virtual bool ResetsItself => false;

    public virtual bool WaitOne(int millisecondsTimeout, bool exitContext) =>
        Wait([this], millisecondsTimeout, all: false) != WaitTimeout;

    public virtual bool WaitOne() => WaitOne(Timeout.Infinite, false);

    public static bool WaitAll(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext) =>
        Wait(waitHandles, millisecondsTimeout, all: true) != WaitTimeout;

    public static bool WaitAll(WaitHandle[] waitHandles) => WaitAll(waitHandles, Timeout.Infinite, true);

    public static int WaitAny(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext) =>
        Wait(waitHandles, millisecondsTimeout, all: false);

    public static int WaitAny(WaitHandle[] waitHandles) => WaitAny(waitHandles, Timeout.Infinite, true);

    /// <summary>Signals, and frees who waits for it in the order they began to.</summary>
    private protected void Signal()
    {
        var thread = Machine.EnterThread();
        IsSignaled = true;
        thread.Table.Waits.Grant(this);
    }

    private protected void Unsignal()
    {
        Machine.Enter();
        IsSignaled = false;
    }

    /// <summary>Sets the state a handle starts with, at a time when nobody can wait for it yet.</summary>
    private protected void Start(bool signaled) => IsSignaled = signaled;

    internal void Consume() => IsSignaled &= !ResetsItself;

    private static int Wait(WaitHandle[] handles, int millisecondsTimeout, bool all)
    {
        var thread = Machine.EnterThread();
        if (handles is null)
            throw new NullReferenceException();
        var limit = Machine.Limit(millisecondsTimeout);
        if (handles.Length > MostHandles)
            throw new ArgumentException();
        if (Array.IndexOf(handles, null) >= 0)
            throw new NullReferenceException();
        return thread.Table.Waits.Wait(thread, [.. handles], all, limit) ?? WaitTimeout;
    }
}
