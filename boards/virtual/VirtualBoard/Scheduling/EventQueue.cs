namespace VirtualBoard.Scheduling;

/// <summary>Events ordered by (due time, insertion number), so that events due together fire in the order they were made.</summary>
internal sealed class EventQueue
{
    private const int Few = 256;

    private readonly PriorityQueue<LabEvent, (TimeSpan Due, long Number)> _queue = new();
    private long _inserted;
    private int _limit = Few;

    public LabEvent Add(TimeSpan due, Action callback)
    {
        if (_queue.Count >= _limit)
            Clear();
        var entry = new LabEvent(due, _inserted++, callback);
        _queue.Enqueue(entry, (due, entry.Number));
        return entry;
    }

    /// <summary>The event that is due first; those that were cancelled are gone.</summary>
    public bool TryPeek(out LabEvent next)
    {
        while (_queue.TryPeek(out next!, out _))
        {
            if (!next.IsCancelled)
                return true;
            _queue.Dequeue();
        }

        return false;
    }

    /// <summary>Takes out what was cancelled: most timers are, long before they are due.</summary>
    private void Clear()
    {
        var left = _queue.UnorderedItems.Where(static i => !i.Element.IsCancelled).ToList();
        _queue.Clear();
        _queue.EnqueueRange(left);
        _limit = Math.Max(Few, 2 * left.Count);
    }

    /// <summary>Takes out what <see cref="TryPeek"/> has found.</summary>
    public void Take() => _queue.Dequeue();
}
