using VirtualBoard;
using VirtualBoard.NanoApi;

namespace System.Threading;

/// <summary>Stands in for nanoFramework's timer. All timers of a boot share one thread: a slow callback delays the others.</summary>
/// <remarks>
/// A tick that comes due while the callback still runs is dropped; the next one keeps to the grid of the period. Changing a periodic
/// timer from its own callback sets the period, but its next tick still counts from the one under way. Unlike the device's, a timer
/// runs until it is disposed, also when firmware keeps no reference to it.
/// </remarks>
public sealed class Timer : MarshalByRefObject, IDisposable
{
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly TimerThread _thread;
    private LabEvent? _alarm;
    private TimeSpan? _due;
    private TimeSpan? _period;
    private TimeSpan _lastDue;
    private bool _enabled;
    private bool _executing;
    private bool _disposed;
    private bool _isCounted;

    public Timer(TimerCallback callback, object? state, int dueTime, int period)
        : this(callback, state, FromMilliseconds(dueTime), FromMilliseconds(period))
    {
    }

    public Timer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var boot = Machine.Enter();
        ArgumentNullException.ThrowIfNull(callback);
        (_callback, _state) = (callback, state);
        _thread = boot.Get(static b => new TimerThread(b));
        Set(dueTime, period);
    }

    /// <summary>Whether firmware waits for nothing that the timer does: one that only gives up somewhere. Default false.</summary>
    internal bool IsQuiet { get; init; }

    /// <summary>Whether a tick came due and waits for the thread.</summary>
    internal bool IsTriggered { get; private set; }

    /// <returns>Always true.</returns>
    /// <exception cref="ObjectDisposedException">The timer was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Negative but for -1 ms, or longer than 2^31 ms.</exception>
    public bool Change(int dueTime, int period) => Change(FromMilliseconds(dueTime), FromMilliseconds(period));

    /// <inheritdoc cref="Change(int, int)"/>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Machine.Enter();
        if (_disposed)
            throw new ObjectDisposedException(null);
        Set(dueTime, period);
        return true;
    }

    /// <summary>Stops the timer. A tick that waits for the timer thread already is still delivered.</summary>
    public void Dispose()
    {
        Machine.Enter();
        _disposed = true;
        _enabled = false;
        Arm();
    }

    /// <summary>Delivers the tick that is due, on the timer thread.</summary>
    internal void Fire()
    {
        _lastDue = _due ?? _thread.Now;
        _due = null;
        IsTriggered = false;
        _executing = true;
        try
        {
            _callback(_state!);
        }
        finally
        {
            _executing = false;
            if (_thread.IsAlive)
                Reschedule();
        }
    }

    private static TimeSpan FromMilliseconds(int time) => TimeSpan.FromMilliseconds((long)time);

    private static TimeSpan? Checked(TimeSpan time)
    {
        if (time == Timeout.InfiniteTimeSpan)
            return null;
        return time >= TimeSpan.Zero && time <= TimeSpan.FromMilliseconds((long)int.MaxValue) ? time : throw new ArgumentOutOfRangeException();
    }

    private void Set(TimeSpan dueTime, TimeSpan period)
    {
        var due = Checked(dueTime);
        var repeat = Checked(period);
        _due = _thread.Now + due;
        _enabled = due is not null;
        _period = repeat == TimeSpan.Zero ? null : repeat;
        Arm();
    }

    private void Reschedule()
    {
        if (_enabled && _period is { } period)
        {
            var next = _lastDue + period;
            if (next < _thread.Now)
                next = _thread.Now - TimeSpan.FromTicks((_thread.Now - next).Ticks % period.Ticks) + period;
            _due = next;
        }

        Arm();
    }

    private void Arm()
    {
        _alarm?.Cancel();
        _alarm = _enabled && _due is { } due ? _thread.Schedule(due, ComeDue) : null;
        var counts = _alarm is not null && !IsQuiet;
        if (counts != _isCounted)
            _thread.CountArmed(counts ? 1 : -1);
        _isCounted = counts;
    }

    private void ComeDue()
    {
        // While the callback runs there is nothing to trigger; its end arms the timer anew.
        if (_executing || !_thread.IsAlive)
            return;
        IsTriggered = true;
        _thread.Trigger(this);
    }
}
