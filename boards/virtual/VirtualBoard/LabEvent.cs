namespace VirtualBoard;

/// <summary>A callback that a lab runs at a moment of its own time.</summary>
public sealed class LabEvent
{
    private Action? _callback;

    internal LabEvent(TimeSpan due, long number, Action callback)
    {
        Number = number;
        Due = due;
        _callback = callback;
    }

    /// <summary>When the callback runs, counted from the start of the lab.</summary>
    public TimeSpan Due { get; }

    /// <summary>Whether the callback will not run any more: it has run, or it was cancelled.</summary>
    public bool IsCancelled => _callback is null;

    /// <summary>Withdraws the callback; does nothing when it has already run.</summary>
    public void Cancel() => _callback = null;

    /// <summary>Counts the events of a lab in the order in which they were scheduled.</summary>
    internal long Number { get; }

    /// <summary>Whether the callback does nothing but make a board thread ready.</summary>
    internal bool OnlyWakes { get; set; }

    /// <summary>The type whose code runs, for people: of a lambda, the one that it is written in.</summary>
    internal string Owner
    {
        get
        {
            var type = _callback?.Method.DeclaringType;
            while (type?.DeclaringType is { } outer)
                type = outer;
            return type?.Name ?? "nobody";
        }
    }

    internal void Fire()
    {
        var callback = _callback;
        _callback = null;
        callback?.Invoke();
    }
}
