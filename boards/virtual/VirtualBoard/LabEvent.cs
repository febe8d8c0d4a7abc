namespace VirtualBoard;

/// <summary>A callback that a lab runs at a moment of its own time.</summary>
public sealed class LabEvent
{
    private Action? _callback;

    internal LabEvent(TimeSpan due, Action callback)
    {
        Due = due;
        _callback = callback;
    }

    /// <summary>When the callback runs, counted from the start of the lab.</summary>
    public TimeSpan Due { get; }

    /// <summary>Whether the callback will not run any more: it has run, or it was cancelled.</summary>
    public bool IsCancelled => _callback is null;

    /// <summary>Withdraws the callback; does nothing when it has already run.</summary>
    public void Cancel() => _callback = null;

    internal void Fire()
    {
        var callback = _callback;
        _callback = null;
        callback?.Invoke();
    }
}
