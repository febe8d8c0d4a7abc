using System.Runtime.CompilerServices;
using VirtualBoard.NanoApi;

namespace System.Threading;

/// <summary>The locks of a boot, by reference to the locked object.</summary>
internal sealed class ObjectLocks
{
    private readonly ConditionalWeakTable<object, ObjectLock> _locks = [];
    private object? _lastKey;
    private ObjectLock? _last;

    public ObjectLock Of(object key)
    {
        // Who takes a lock gives it back, mostly as the next that happens to a lock.
        if (_lastKey != key)
            (_lastKey, _last) = (key, _locks.GetValue(key, static _ => new ObjectLock()));
        return _last!;
    }
}

/// <summary>The lock of one object. It goes from owner to owner without being free in between.</summary>
internal sealed class ObjectLock
{
    private readonly LinkedList<Thread> _waiting = new();
    private Thread? _owner;
    private int _depth;

    public void Take(Thread thread)
    {
        // The main thread does not free its locks when it ends; they are free all the same.
        if (_owner is null or { IsAlive: false })
            Own(thread);
        else if (_owner == thread)
            _depth++;
        else
            Queue(thread);
    }

    public void Release(Thread thread)
    {
        if (_owner != thread)
            throw new Exception();
        if (--_depth == 0)
            Free();
    }

    /// <summary>Hands the lock to the thread that has waited longest.</summary>
    public void Free()
    {
        _owner?.Locks.Remove(this);
        _owner = null;
        _depth = 0;
        if (_waiting.First is not { } next)
            return;
        _waiting.RemoveFirst();
        Own(next.Value);
        next.Value.Wake();
    }

    private void Own(Thread thread)
    {
        _owner = thread;
        _depth = 1;
        thread.Locks.Add(this);
    }

    private void Queue(Thread thread)
    {
        var place = _waiting.AddLast(thread);
        try
        {
            Machine.WaitUntil(() => _owner == thread, null);
        }
        catch (ThreadAbortException)
        {
            // The aborted thread never gets to its Exit.
            if (_owner == thread)
                Free();
            else
                _waiting.Remove(place);
            throw;
        }
    }
}
