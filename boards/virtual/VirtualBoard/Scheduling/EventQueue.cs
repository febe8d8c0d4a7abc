namespace VirtualBoard.Scheduling;

/// <summary>Events ordered by (due time, insertion number), so that events due together fire in the order they were made.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<LabEvent, (TimeSpan Due, long Number)> _queue = new();
    private long _inserted;

    public LabEvent Add(TimeSpan due, Action callback)
    {
        var entry = new LabEvent(due, _inserted++, callback);
        _queue.Enqueue(entry, (due, entry.Number));
        return entry;
    }

    public bool TryPeekDue(out TimeSpan due)
    {
        while (_queue.TryPeek(out var entry, out _))
        {
            if (!entry.IsCancelled)
            {
                due = entry.Due;
                return true;
            }

            _queue.Dequeue();
        }

        due = default;
        return false;
    }

    public bool TryTakeDue(TimeSpan now, out LabEvent entry)
    {
        if (TryPeekDue(out var due) && due <= now)
        {
            entry = _queue.Dequeue();
            return true;
        }

        entry = null!;
        return false;
    }
}
