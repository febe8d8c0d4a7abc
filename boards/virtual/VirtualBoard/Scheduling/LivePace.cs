namespace VirtualBoard.Scheduling;

/// <summary>Ties lab time to real time: lab time = real time since the start, times the speed.</summary>
internal sealed class LivePace
{
    private readonly TimeProvider _real;
    private readonly long _start;
    private readonly double _speed;
    private readonly object _door = new();
    private bool _posted;

    public LivePace(TimeProvider real, double speed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        _real = real;
        _speed = speed;
        _start = real.GetTimestamp();
    }

    public double Speed => _speed;

    public TimeSpan Elapsed => _real.GetElapsedTime(_start) * _speed;

    public TimeProvider Real => _real;

    /// <summary>Blocks until lab time reaches <paramref name="due"/> (null: for ever) or something was posted from outside.</summary>
    public void WaitUntil(TimeSpan? due)
    {
        lock (_door)
        {
            if (!_posted)
            {
                var left = due is { } at ? (at - Elapsed) / _speed : MaxWait;
                if (left > TimeSpan.Zero)
                    Monitor.Wait(_door, left < MaxWait ? left + OneMillisecond : MaxWait);
            }

            _posted = false;
        }
    }

    public void Posted()
    {
        lock (_door)
        {
            _posted = true;
            Monitor.Pulse(_door);
        }
    }

    // Waiting takes whole milliseconds and at most int.MaxValue of them; the caller loops, so a shorter wait is harmless.
    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);
}
