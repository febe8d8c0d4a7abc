using VirtualBoard.Scheduling;

namespace VirtualBoard;

/// <summary>A thread of firmware. It runs on a host thread, but only while it holds the lab's baton and its board's processor.</summary>
/// <remarks>
/// Code of firmware costs board time where it loops. The thread runs ahead of the lab's clock until it waits, does something that
/// others can see, or has used its time slice; then the clock catches up, and whatever was due in between happens.
/// </remarks>
public sealed class BoardThread
{
    /// <summary>Priority of threads that belong to the runtime: above all that firmware can choose (0 to 4).</summary>
    public const int SystemPriority = 5;

    internal const int NormalPriority = 2;

    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(10);

    private readonly Scheduler _scheduler;
    private readonly Processor _processor;
    private LabEvent? _goOn;
    private Action? _timedOut;
    private TimeSpan _slice;
    private TimeSpan _busySince;
    private bool _rested = true;
    private bool _parked;
    private bool _permit;
    private bool _woken;

    internal BoardThread(Scheduler scheduler, Boot boot, int id, string name)
    {
        _scheduler = scheduler;
        _processor = boot.Processor;
        Boot = boot;
        Id = id;
        Name = name;
        Credit = _processor.Lowest;
        Meter = new CpuMeter(this, boot.Board.Definition.LoopTurn, boot.Board.Definition.StackLimit);
    }

    /// <summary>The board thread that the calling code runs as; null in the lab's events and on host threads of others.</summary>
    public static BoardThread? Current => CpuMeter.OfCaller?.Thread;

    /// <summary>The boot that the thread belongs to. A thread never outlives it.</summary>
    public Boot Boot { get; }

    /// <summary>Number of the thread within its boot, counted from 1 (the main thread).</summary>
    public int Id { get; }

    /// <summary>Name for traces and error messages.</summary>
    public string Name { get; }

    /// <summary>Whether the thread's body has ended.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>
    /// Share of the processor when several threads are busy: 0 to 4 as nanoFramework numbers them, 5 for the runtime's own. Each step
    /// doubles it. Default 2, normal.
    /// </summary>
    public int Priority { get; set; } = NormalPriority;

    /// <summary>Called on the thread, in the middle of its code, each time it gets the processor back after a time slice; may throw.</summary>
    public Action? SliceBegan { get; set; }

    /// <summary>
    /// Stack in use by methods of firmware that may call themselves. Host code that catches what firmware called by it has thrown puts
    /// back what it was before the call.
    /// </summary>
    public int StackUse
    {
        get => Meter.Stack;
        set => Meter.Stack = value;
    }

    /// <summary>What native code knows the thread as; null (default) when it has not asked yet.</summary>
    public object? Managed { get; set; }

    internal CpuMeter Meter { get; }

    /// <summary>nanoCLR's execution counter; see <see cref="Processor"/>.</summary>
    internal long Credit { get; set; }

    /// <summary>What it runs on.</summary>
    internal HostThread Host { get; set; } = null!;

    /// <summary>
    /// Blocks the calling thread in board time until <see cref="Wake"/> or until <paramref name="timeout"/> has passed.
    /// </summary>
    /// <param name="timeout">Board time to wait; null waits without limit; zero lets the other ready threads run once.</param>
    /// <returns>True when woken, false when the time ran out. A wake-up that came before the call counts, once.</returns>
    /// <exception cref="PowerOffException">The boot died meanwhile.</exception>
    /// <exception cref="InvalidOperationException">The caller is not this thread.</exception>
    public bool Park(TimeSpan? timeout)
    {
        if (Current != this)
            throw new InvalidOperationException($"Board thread {Name} can only park itself.");

        Settle();
        if (!_permit && (timeout is null || timeout > TimeSpan.Zero))
            return Wait(timeout);

        if (!_permit)
        {
            _rested = true;
            Yield(last: true);
        }

        var woken = _permit;
        _permit = false;
        return woken;
    }

    /// <summary>Blocks the calling thread for the given board time, whatever wakes it.</summary>
    /// <param name="time">Board time.</param>
    public void Sleep(TimeSpan time)
    {
        Settle();
        var until = _scheduler.Now + time;
        var permits = _permit;
        _permit = false;
        do
        {
            permits |= Park(until - _scheduler.Now);
        }
        while (_scheduler.Now < until);

        // A wake-up meant for a later Park is kept for it.
        _permit = permits;
    }

    /// <summary>
    /// Spends board time as a native call does that nanoCLR cannot preempt: no other thread of the board runs meanwhile.
    /// </summary>
    /// <param name="time">Board time.</param>
    /// <exception cref="PowerOffException">The boot died meanwhile.</exception>
    public void Occupy(TimeSpan time)
    {
        Settle();
        Keep(time);
        _busySince += time;
        _slice -= time;
        Meter.Grant(_slice);
    }

    /// <summary>
    /// Lets the lab's clock catch up with the processor time that the calling thread has used, and what is due by then happen. To be
    /// called before anything that others can see.
    /// </summary>
    /// <exception cref="PowerOffException">The boot is dead, or died meanwhile.</exception>
    public void Settle()
    {
        Boot.ThrowIfDead();
        var used = Meter.TakeAhead();
        if (used == TimeSpan.Zero)
            return;

        _slice -= used;
        if (_busySince + Boot.Board.Watchdog is { } bite && bite <= _scheduler.Now + used)
        {
            Keep(bite - _scheduler.Now);
            Boot.Board.Reset(ResetReason.Watchdog);
            Boot.ThrowIfDead();
        }

        Keep(used);
    }

    /// <summary>Lets the thread go on when it is parked; else its next <see cref="Park"/> returns at once.</summary>
    public void Wake()
    {
        if (!_parked)
        {
            _permit = true;
            return;
        }

        _woken = true;
        Resume();
    }

    internal void Finish()
    {
        IsFinished = true;
        _processor.Release();
    }

    /// <summary>Makes a thread that waits runnable so that it meets the death of its boot; one that is busy meets it at its next turn.</summary>
    internal void Unwind()
    {
        Meter.IsDead = true;
        Meter.Drain();
        if (_parked)
            Resume();
        else if (_goOn is { IsCancelled: false } goOn)
        {
            goOn.Cancel();
            _processor.GoOn();
        }
    }

    /// <summary>The thread gets the processor.</summary>
    internal void BeginQuantum(TimeSpan time)
    {
        if (_rested)
            _busySince = _scheduler.Now;
        _rested = false;
        _slice = time;
        Meter.Grant(time);
    }

    /// <summary>Out of fuel: charges it, and gives the processor up when the time slice is over.</summary>
    internal void Refuel()
    {
        Settle();
        Meter.Grant(_slice);
        if (Meter.Fuel > 0)
            return;
        Yield(last: false);
        SliceBegan?.Invoke();
    }

    private bool Wait(TimeSpan? timeout)
    {
        (_rested, _parked, _woken) = (true, true, false);
        var timer = timeout is { } wait ? _scheduler.ScheduleWakeUp(_scheduler.Now + wait, _timedOut ??= TimedOut) : null;
        _processor.Release();
        _scheduler.Leave(this, isLong: timeout is null || timeout > LongWait);
        timer?.Cancel();
        Boot.ThrowIfDead();
        return _woken;
    }

    private void Yield(bool last)
    {
        _processor.Requeue(last);
        _scheduler.Leave(this);
        Boot.ThrowIfDead();
    }

    /// <summary>Keeps the processor while lab time passes.</summary>
    private void Keep(TimeSpan time)
    {
        var until = _scheduler.Now + time;
        if (time <= TimeSpan.Zero || _scheduler.TryAdvance(until))
            return;
        _goOn = _scheduler.ScheduleWakeUp(until, _processor.GoOn);
        _scheduler.Leave(this);
        _goOn = null;
        Boot.ThrowIfDead();
    }

    private void TimedOut()
    {
        if (_parked)
            Resume();
    }

    private void Resume()
    {
        _parked = false;
        _processor.MakeReady(this);
    }
}
