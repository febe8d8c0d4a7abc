using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using VirtualBoard.Tracing;

namespace VirtualBoard.Scheduling;

/// <summary>
/// Hands one baton around: of all host threads of a lab exactly one runs, the one that was last handed the baton.
/// </summary>
/// <remarks>
/// <para>
/// Who cannot go on picks who runs next (the driver when its condition is met, else the longest-ready processor's thread, else the
/// clock moves to the next event), hands the baton over and waits at its own gate. A thread that picks itself returns without a switch.
/// All state here is touched only with the baton, but for <see cref="_outside"/>.
/// </para>
/// <para>
/// Code of the lab's users (services, timers, what is posted) runs on the driver's thread alone: a board thread that meets such an event
/// hands the baton to the driver. What libraries keep for each host thread is then kept once instead of once for each board thread,
/// and the stacks of board threads stay shallow. Events that only make a board thread ready are fired where they are met.
/// </para>
/// </remarks>
internal sealed class Scheduler : IDisposable
{
    /// <summary>How many host threads may idle however few there are; above, a share of all.</summary>
    private const int MinIdle = 256;

    private const int IdleShare = 8;

    /// <summary>So many host threads take memory worth saving.</summary>
    private const int Crowd = 64;

    private readonly EventQueue _events = new();
    private readonly Queue<Processor> _ready = new();
    private readonly ConcurrentQueue<Action> _outside = new();
    private readonly Stack<HostThread> _idle = new();
    private readonly LivePace? _pace;
    private readonly LabTrace? _trace;
    private readonly Gate _driverGate = Gate.Create();
    private readonly Core _core;
    private Func<bool> _done = () => true;
    private TimeSpan _limit;
    private ExceptionDispatchInfo? _failure;
    private TimeSpan _now;
    private int _hostThreads;
    private int _started;

    public Scheduler(LivePace? pace, LabTrace? trace, Core core) => (_pace, _trace, _core) = (pace, trace, core);

    public TimeSpan Now => _now;

    /// <summary>How often the baton went from one host thread to another.</summary>
    public long Switches { get; private set; }

    public LabEvent Schedule(TimeSpan due, Action callback)
    {
        var entry = _events.Add(due < _now ? _now : due, callback);
        _trace?.Record(_now, TraceKind.Schedule, "lab", "event", (ulong)entry.Number, (ulong)entry.Due.Ticks);
        return entry;
    }

    /// <summary>The one entry for what comes from outside; callable from any thread.</summary>
    public void Post(Action action)
    {
        _outside.Enqueue(action);
        _pace?.Posted();
    }

    /// <summary>As <see cref="Schedule"/>, for a callback that does nothing but make a board thread ready.</summary>
    public LabEvent ScheduleWakeUp(TimeSpan due, Action callback)
    {
        var entry = Schedule(due, callback);
        entry.OnlyWakes = true;
        return entry;
    }

    /// <summary>Runs the lab on the calling thread until <paramref name="done"/> or until lab time reaches <paramref name="limit"/>.</summary>
    public bool Drive(Func<bool> done, TimeSpan limit)
    {
        _done = done;
        _limit = limit;
        byte[]? freedom = null;
        while (PickNext(isDriver: true) is { } next)
        {
            freedom ??= _core.Borrow();
            HandTo(next);
            _driverGate.Pass();
        }

        Core.Free(freedom);
        if (_failure is { } failure)
        {
            _failure = null;
            failure.Throw();
        }

        return done();
    }

    public void Start(BoardThread thread, Action body)
    {
        if (!_idle.TryPop(out var host))
        {
            _hostThreads++;
            host = new HostThread($"board-{_started++}", _core, Finished);
        }

        thread.Host = host;
        host.Assign(() => Run(thread, body));
        thread.Boot.Processor.MakeReady(thread);
    }

    /// <summary>A processor has a thread that can run. Each is ready once at most.</summary>
    public void MakeReady(Processor processor) => _ready.Enqueue(processor);

    /// <summary>Moves a simulated clock, when until then nobody but the calling board thread has anything to do.</summary>
    public bool TryAdvance(TimeSpan to)
    {
        if (_pace is not null || _ready.Count > 0 || !_outside.IsEmpty || to >= _limit || (_events.TryPeek(out var next) && next.Due <= to))
            return false;

        var caller = CpuMeter.OfCaller;
        CpuMeter.OfCaller = null;
        var stops = Done() || _failure is not null;
        CpuMeter.OfCaller = caller;
        if (!stops)
            _now = to;
        return !stops;
    }

    /// <summary>Gives up the baton and returns when it comes back.</summary>
    /// <param name="self">The calling thread.</param>
    /// <param name="isLong">Whether that may take long, so that memory is worth giving back.</param>
    public void Leave(BoardThread self, bool isLong = false)
    {
        var next = Pick();
        if (ReferenceEquals(next, self))
            return;

        // Giving memory back and asking for it again costs time, and only counts where there is a crowd.
        var savesMemory = isLong && _hostThreads > Crowd;
        HandTo(next);
        if (savesMemory)
            self.Host.SaveMemory();
        self.Host.Gate.Pass();
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var host))
            host.Dispose();
        _driverGate.Dispose();
    }

    private void Run(BoardThread thread, Action body)
    {
        CpuMeter.OfCaller = thread.Meter;
        try
        {
            body();
        }
        catch (Exception e)
        {
            // Boards report what their firmware throws; whatever arrives here is a defect of the lab itself.
            Fail(e);
        }
        finally
        {
            CpuMeter.OfCaller = null;
        }
    }

    /// <summary>Last act of a host thread after its body: back to the pool, and the baton to the next. False when it is not needed any more.</summary>
    private bool Finished(HostThread host)
    {
        var stays = _idle.Count < Math.Max(MinIdle, _hostThreads / IdleShare);
        if (stays)
            _idle.Push(host);
        else
            _hostThreads--;
        HandTo(Pick());
        return stays;
    }

    /// <summary>Null is the driver.</summary>
    private void HandTo(BoardThread? next)
    {
        Switches++;
        (next?.Host.Gate ?? _driverGate).Open();
    }

    private BoardThread? Pick()
    {
        // Events are nobody's: what runs in them must not be taken for the board thread whose stack they happen to use.
        var caller = CpuMeter.OfCaller;
        CpuMeter.OfCaller = null;
        try
        {
            return PickNext(isDriver: false);
        }
        finally
        {
            CpuMeter.OfCaller = caller;
        }
    }

    /// <summary>Null for the driver: it is to return, or has something to do.</summary>
    private BoardThread? PickNext(bool isDriver)
    {
        while (true)
        {
            if (!_outside.IsEmpty)
            {
                if (!isDriver)
                    return null;
                TakeOutside();
            }

            if (_pace is not null && _pace.Elapsed > _now)
                _now = _pace.Elapsed < _limit ? _pace.Elapsed : Max(_now, _limit);

            // Due events go before ready threads: a busy thread must not starve the timers.
            while (_events.TryPeek(out var due) && due.Due <= _now)
            {
                if (!isDriver && !due.OnlyWakes)
                    return null;
                _events.Take();
                _trace?.Record(_now, TraceKind.Event, "lab", due.Owner, (ulong)due.Number);
                Fire(due);
            }

            if (_failure is not null || _now >= _limit || Done())
                return null;
            if (_ready.TryDequeue(out var processor))
            {
                var thread = processor.Take();
                _trace?.Record(_now, TraceKind.Run, thread.Boot.Board.Name, thread.Name, (ulong)thread.Boot.Number, (ulong)thread.Id);
                return thread;
            }

            AdvanceClock();
        }
    }

    private void AdvanceClock()
    {
        var target = _events.TryPeek(out var next) && next.Due < _limit ? next.Due : _limit;
        if (_pace is null)
        {
            _now = target;
            return;
        }

        _pace.WaitUntil(target == TimeSpan.MaxValue ? null : target);
    }

    private void TakeOutside()
    {
        while (_outside.TryDequeue(out var action))
        {
            _trace?.Record(_now, TraceKind.Outside, "lab", "action");
            try
            {
                action();
            }
            catch (Exception e)
            {
                Fail(e);
            }
        }
    }

    private bool Done()
    {
        try
        {
            return _done();
        }
        catch (Exception e)
        {
            Fail(e);
            return true;
        }
    }

    private void Fire(LabEvent due)
    {
        try
        {
            due.Fire();
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Fail(Exception e) => _failure ??= ExceptionDispatchInfo.Capture(e);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
