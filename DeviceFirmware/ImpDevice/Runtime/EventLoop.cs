using System.Collections;
using System.Threading;

namespace ImpDevice.Runtime;

/// <summary>Something the event loop does.</summary>
internal delegate void LoopCallback();

/// <summary>
/// The device's one thread of handlers, as in Squirrel: events, timers and the idle callback run one after the other, never at the
/// same time. Any thread may add work. An exception from a callback leaves <see cref="Run"/>.
/// </summary>
internal sealed class EventLoop
{
    private const int LongestWaitMs = 60000;

    private readonly object _gate = new object();
    private readonly IClock _clock;
    private readonly AutoResetEvent _wake = new AutoResetEvent(false);
    private readonly Queue _events = new Queue();
    private readonly ArrayList _timers = new ArrayList();
    private LoopCallback _idle;
    private bool _halted;
    private long _busySinceMs = -1;

    internal EventLoop(IClock clock)
    {
        _clock = clock;
    }

    /// <summary>Events and due timers that wait for their turn.</summary>
    internal int Waiting
    {
        get
        {
            lock (_gate) return _events.Count;
        }
    }

    /// <summary>How long the present callback has been running, in milliseconds; 0 between callbacks.</summary>
    internal long BusyMs
    {
        get
        {
            lock (_gate) return _busySinceMs < 0 ? 0 : _clock.NowMs - _busySinceMs;
        }
    }

    /// <summary>Adds an event behind those that wait.</summary>
    internal void Post(LoopCallback callback)
    {
        lock (_gate) _events.Enqueue(new LoopTimer(0, callback));
        _wake.Set();
    }

    /// <summary>Adds a timer; equal due times run in the order of adding.</summary>
    internal LoopTimer Schedule(long delayMs, LoopCallback callback)
    {
        LoopTimer timer = new LoopTimer(_clock.NowMs + (delayMs < 0 ? 0 : delayMs), callback);
        lock (_gate)
        {
            int at = _timers.Count;
            while (at > 0 && ((LoopTimer)_timers[at - 1]).DueMs > timer.DueMs) at--;
            _timers.Insert(at, timer);
        }
        _wake.Set();
        return timer;
    }

    /// <summary>The callback is not made any more. Harmless when it has been made.</summary>
    internal void Cancel(LoopTimer timer)
    {
        lock (_gate)
        {
            timer.Cancelled = true;
            _timers.Remove(timer);
        }
    }

    /// <summary>Sets the callback for the next time nothing waits; made once; null takes it back.</summary>
    internal void OnIdle(LoopCallback callback)
    {
        lock (_gate) _idle = callback;
        _wake.Set();
    }

    /// <summary>No further callback starts. The present one ends by itself.</summary>
    internal void Halt()
    {
        lock (_gate) _halted = true;
        _wake.Set();
    }

    /// <summary>Makes callbacks until <see cref="Halt"/>.</summary>
    internal void Run()
    {
        while (RunOnce(LongestWaitMs))
        {
        }
    }

    /// <summary>Makes one callback, or waits for one at most so long. False once halted.</summary>
    internal bool RunOnce(int longestWaitMs)
    {
        LoopCallback next;
        int waitMs;
        lock (_gate)
        {
            if (_halted) return false;
            next = TakeNext();
            waitMs = next != null ? 0 : WaitMs(longestWaitMs);
            if (next != null) _busySinceMs = _clock.NowMs;
        }
        if (next == null)
        {
            if (waitMs > 0) _wake.WaitOne(waitMs, false);
            return true;
        }
        try
        {
            next();
        }
        finally
        {
            lock (_gate) _busySinceMs = -1;
        }
        return true;
    }

    private LoopCallback TakeNext()
    {
        long now = _clock.NowMs;
        while (_timers.Count > 0 && ((LoopTimer)_timers[0]).DueMs <= now)
        {
            _events.Enqueue(_timers[0]);
            _timers.RemoveAt(0);
        }
        while (_events.Count > 0)
        {
            LoopTimer item = (LoopTimer)_events.Dequeue();
            if (!item.Cancelled) return item.Callback;
        }
        LoopCallback idle = _idle;
        _idle = null;
        return idle;
    }

    private int WaitMs(int longestWaitMs)
    {
        if (_timers.Count == 0) return longestWaitMs;
        long untilDue = ((LoopTimer)_timers[0]).DueMs - _clock.NowMs;
        return untilDue > longestWaitMs ? longestWaitMs : (int)untilDue;
    }
}
