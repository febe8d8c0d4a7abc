using nanoFramework.Runtime.Events;
using VirtualBoard;
using VirtualBoard.NanoApi;

namespace nanoFramework.Hardware.Esp32;

public delegate void HighResTimerExpiredEventHandler(HighResTimer sender, object e);

/// <summary>Stands in for nanoFramework's microsecond timer over ESP-IDF's; its events come on the event thread.</summary>
public class HighResTimer : IDisposable
{
    private readonly HighResTimers _timers;
    private readonly uint _handle;
    private LabEvent? _next;
    private bool _disposed;

    public HighResTimer()
    {
        _timers = HighResTimers.Of(Machine.Enter());
        _handle = _timers.Add(this);
    }

    public event HighResTimerExpiredEventHandler? OnHighResTimerExpired;

    /// <summary>Microseconds since the boot began.</summary>
    public static ulong GetCurrent() => (ulong)Machine.Enter().Uptime.TotalMicroseconds;

    public void Stop()
    {
        Enter();
        _next?.Cancel();
    }

    /// <exception cref="InvalidOperationException">The timer is running.</exception>
    public void StartOneShot(ulong timeout_us) => Start(timeout_us, periodic: false);

    /// <exception cref="InvalidOperationException">The timer is running.</exception>
    public void StartOnePeriodic(ulong period_us) => Start(period_us, periodic: true);

    public void Dispose()
    {
        Machine.Enter();
        Dispose(true);
    }

    internal void Expired()
    {
        if (!_disposed)
            OnHighResTimerExpired?.Invoke(this, EventArgs.Empty);
    }

    protected virtual void Dispose(bool disposing)
    {
        _disposed = true;
        _next?.Cancel();
        _timers.Remove(_handle);
    }

    private Boot Enter()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Machine.Enter();
    }

    private void Start(ulong microseconds, bool periodic)
    {
        var boot = Enter();
        if (_next is { IsCancelled: false })
            throw new InvalidOperationException();
        Arm(boot, TimeSpan.FromMicroseconds(microseconds), periodic);
    }

    private void Arm(Boot boot, TimeSpan time, bool periodic) => _next = boot.Board.Lab.After(time, () =>
    {
        if (!boot.IsAlive)
            return;
        if (periodic)
            Arm(boot, time, true);
        EventTable.Of(boot).Post(new RawEvent(EventCategory.HighResolutionTimer, HighResTimers.TimerExpired, 0, _handle));
    });
}
