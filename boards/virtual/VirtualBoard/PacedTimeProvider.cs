using VirtualBoard.Scheduling;

namespace VirtualBoard;

/// <summary>The time of a live lab as services see it: real time times the lab's speed, timers on the thread pool.</summary>
internal sealed class PacedTimeProvider(LivePace pace, DateTimeOffset start) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + pace.Elapsed;

    public override long GetTimestamp() => pace.Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new PacedTimer(pace, callback, state, dueTime, period);

    /// <summary>A real timer whose due times are given in lab time.</summary>
    private sealed class PacedTimer(LivePace pace, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) : ITimer
    {
        private readonly ITimer _timer =
            pace.Real.CreateTimer(callback, state, ToReal(pace, dueTime), ToReal(pace, period));

        public bool Change(TimeSpan dueTime, TimeSpan period) => _timer.Change(ToReal(pace, dueTime), ToReal(pace, period));

        public void Dispose() => _timer.Dispose();

        public ValueTask DisposeAsync() => _timer.DisposeAsync();

        private static TimeSpan ToReal(LivePace pace, TimeSpan lab) => lab <= TimeSpan.Zero ? lab : lab / pace.Speed;
    }
}
