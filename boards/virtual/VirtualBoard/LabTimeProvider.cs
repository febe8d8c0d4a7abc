namespace VirtualBoard;

/// <summary>The time of a simulated lab as services see it: timers are events of the lab and fire inline.</summary>
internal sealed class LabTimeProvider(Lab lab) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => lab.UtcNow;

    public override long GetTimestamp() => lab.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new LabTimer(lab, callback, state, dueTime, period);

    private sealed class LabTimer : ITimer
    {
        private readonly Lab _lab;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private LabEvent? _next;
        private bool _disposed;

        public LabTimer(Lab lab, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_lab, _callback, _state) = (lab, callback, state);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
                return false;
            _next?.Cancel();
            if (dueTime >= TimeSpan.Zero)
                _next = _lab.After(dueTime, () => Tick(period));
            return true;
        }

        public void Dispose()
        {
            _disposed = true;
            _next?.Cancel();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Tick(TimeSpan period)
        {
            if (period > TimeSpan.Zero)
                _next = _lab.After(period, () => Tick(period));
            _callback(_state);
        }
    }
}
