using VirtualBoard.NanoApi;

namespace System.Threading;

/// <summary>The locks of a boot that are taken, by reference to the locked object.</summary>
internal sealed class ObjectLocks
{
    private readonly Dictionary<object, ObjectLock> _taken = new(ReferenceEqualityComparer.Instance);

    // Most locks are given back before another is taken.
    private ObjectLock? _spare;

    public void Take(object key, Thread thread)
    {
        if (!_taken.TryGetValue(key, out var held))
        {
            held = _spare ?? new ObjectLock(this);
            _spare = null;
            held.Key = key;
            _taken.Add(key, held);
        }

        held.Take(thread);
    }

    /// <exception cref="Exception">The thread does not hold the lock.</exception>
    public void Release(object key, Thread thread)
    {
        if (!_taken.TryGetValue(key, out var held))
            throw new Exception();
        held.Release(thread);
    }

    public void Forget(ObjectLock free)
    {
        _taken.Remove(free.Key!);
        free.Key = null;
        _spare = free;
    }
}

/// <summary>The lock of one object. It goes from owner to owner without being free in between.</summary>
internal sealed class ObjectLock(ObjectLocks all)
{
    private LinkedList<Thread>? _waiting;
    private Thread? _owner;
    private int _depth;

    /// <summary>The locked object; null while the lock is free.</summary>
    public object? Key { get; set; }

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
        if (_waiting?.First is not { } next)
        {
            all.Forget(this);
            return;
        }

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
        var place = (_waiting ??= new LinkedList<Thread>()).AddLast(thread);
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
