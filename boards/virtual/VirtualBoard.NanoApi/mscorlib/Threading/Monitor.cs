using VirtualBoard.NanoApi;

namespace System.Threading;

/// <summary>Stands in for nanoFramework's monitor: re-entrant, handed on in the order of asking. There is no Wait, Pulse or TryEnter.</summary>
/// <remarks>
/// A lock belongs to an object by reference and to one boot: boards that share a string or a type object do not share its lock.
/// </remarks>
public static class Monitor
{
    public static void Enter(object obj)
    {
        var thread = Machine.EnterThread();
        ArgumentNullException.ThrowIfNull(obj);
        thread.Table.Locks.Take(obj, thread);
    }

    /// <exception cref="Exception">The calling thread does not hold the lock; nanoCLR has no type of its own for it.</exception>
    public static void Exit(object obj)
    {
        var thread = Machine.EnterThread();
        ArgumentNullException.ThrowIfNull(obj);
        thread.Table.Locks.Release(obj, thread);
    }
}
