using VirtualBoard.NanoApi;

namespace System.Threading;

/// <summary>The locks of a boot that are taken, by reference to the locked object.</summary>
internal sealed class ObjectLocks
{
    // Most locks are given back before another is taken: that one is no entry of the dictionary.
    private readonly ObjectLock _first;
    private readonly Dictionary<object, ObjectLock> _others = new(ReferenceEqualityComparer.Instance);

    public ObjectLocks() => _first = new ObjectLock(this);

    public void Take(object key, Thread thread) => (Find(key) ?? Add(key)).Take(thread);

    /// <exception cref="Exception">The thread does not hold the lock.</exception>
    public void Release(object key, Thread thread)
    {
        if (Find(key) is not { } held)
            throw new Exception();
        held.Release(thread);
    }

    public void Forget(ObjectLock free)
    {
        if (free != _first)
            _others.Remove(free.Key!);
        free.Key = null;
    }

    private ObjectLock? Find(object key) =>
        ReferenceEquals(_first.Key, key) ? _first : _others.Count > 0 ? _others.GetValueOrDefault(key) : null;

    private ObjectLock Add(object key)
    {
        var added = _first;
        if (added.Key is not null)
            _others.Add(key, added = new ObjectLock(this));
        added.Key = key;
        return added;
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
