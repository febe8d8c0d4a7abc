namespace AgentEmulator.Rack.Engine;

/// <summary>Rack time of a live run: what passed in earlier processes, and real time since.</summary>
internal sealed class RackClock(TimeProvider time, TimeSpan before)
{
    private readonly long _started = time.GetTimestamp();

    public TimeSpan Now => before + time.GetElapsedTime(_started);

    /// <summary>Waits until a rack time, or until cancelled.</summary>
    /// <returns>False when cancelled.</returns>
    public bool WaitUntil(TimeSpan rackTime, CancellationToken cancel)
    {
        // In pieces, since a wait handle takes no more than 24 days.
        while (!cancel.IsCancellationRequested && rackTime - Now is { Ticks: > 0 } left)
            cancel.WaitHandle.WaitOne(left < TimeSpan.FromHours(1) ? left : TimeSpan.FromHours(1));
        return !cancel.IsCancellationRequested;
    }
}
