using VirtualBoard.NanoApi;

namespace nanoFramework.Runtime.Events;

public delegate void NativeEventHandler(uint data1, uint data2, DateTime time);

/// <summary>Stands in for nanoFramework's link to a native driver that raises interrupts.</summary>
/// <remarks>A virtual board has the drivers of the class libraries alone, which do not go this way: a driver of any other name is not found.</remarks>
public class NativeEventDispatcher : IDisposable
{
    protected NativeEventHandler? threadSpawn;
    protected NativeEventHandler? callbacks;
    protected bool disposed;

    /// <exception cref="InvalidOperationException">There is no such driver.</exception>
    public NativeEventDispatcher(string driverName, ulong driverData)
    {
        Machine.Enter();
        throw new InvalidOperationException();
    }

    public event NativeEventHandler OnInterrupt
    {
        add => callbacks += value;
        remove => callbacks -= value;
    }

    public virtual void EnableInterrupt()
    {
    }

    public virtual void DisableInterrupt()
    {
    }

    public void Dispose() => Dispose(true);

    protected virtual void Dispose(bool disposing) => disposed = true;
}

/// <summary>Stands in for nanoFramework's delegates that do not keep their targets alive. Here they do.</summary>
public static class WeakDelegate
{
    public static Delegate? Combine(Delegate? a, Delegate? b) => Delegate.Combine(a, b);

    public static Delegate? Remove(Delegate? a, Delegate? b) => Delegate.Remove(a, b);
}
