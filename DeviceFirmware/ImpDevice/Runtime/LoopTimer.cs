namespace ImpDevice.Runtime;

/// <summary>A callback the event loop makes later.</summary>
internal sealed class LoopTimer
{
    internal LoopTimer(long dueMs, LoopCallback callback)
    {
        DueMs = dueMs;
        Callback = callback;
    }

    internal long DueMs { get; }

    internal LoopCallback Callback { get; }

    /// <summary>Also covers a timer that is due and already waits in the event queue.</summary>
    internal bool Cancelled { get; set; }
}
