using VirtualBoard.Scheduling;

namespace VirtualBoard;

/// <summary>A thread of firmware. It runs on a host thread, but only while it holds the lab's baton.</summary>
public sealed class BoardThread
{
    [ThreadStatic]
    private static BoardThread? t_current;

    private readonly Scheduler _scheduler;
    private bool _parked;
    private bool _permit;
    private bool _woken;

    internal BoardThread(Scheduler scheduler, Boot boot, int id, string name)
    {
        _scheduler = scheduler;
        Boot = boot;
        Id = id;
        Name = name;
    }

    /// <summary>The board thread that the calling code runs as; null in the lab's events and on host threads of others.</summary>
    public static BoardThread? Current
    {
        get => t_current;
        internal set => t_current = value;
    }

    /// <summary>The boot that the thread belongs to. A thread never outlives it.</summary>
    public Boot Boot { get; }

    /// <summary>Number of the thread within its boot, counted from 1 (the main thread).</summary>
    public int Id { get; }

    /// <summary>Name for traces and error messages.</summary>
    public string Name { get; }

    /// <summary>Whether the thread's body has ended.</summary>
    public bool IsFinished { get; private set; }

    internal Gate Gate { get; set; } = null!;

    /// <summary>
    /// Blocks the calling thread in board time until <see cref="Wake"/> or until <paramref name="timeout"/> has passed.
    /// </summary>
    /// <param name="timeout">Board time to wait; null waits without limit; zero lets the other ready threads run once.</param>
    /// <returns>True when woken, false when the time ran out. A wake-up that came before the call counts, once.</returns>
    /// <exception cref="PowerOffException">The boot died meanwhile.</exception>
    /// <exception cref="InvalidOperationException">The caller is not this thread.</exception>
    public bool Park(TimeSpan? timeout)
    {
        if (t_current != this)
            throw new InvalidOperationException($"Board thread {Name} can only park itself.");

        Boot.ThrowIfDead();
        if (_permit)
        {
            _permit = false;
            return true;
        }

        _parked = true;
        _woken = false;
        var timer = timeout is { } wait ? _scheduler.Schedule(_scheduler.Now + wait, TimedOut) : null;
        _scheduler.Leave(this);
        timer?.Cancel();
        Boot.ThrowIfDead();
        return _woken;
    }

    /// <summary>Blocks the calling thread for the given board time, whatever wakes it.</summary>
    /// <param name="time">Board time.</param>
    public void Sleep(TimeSpan time)
    {
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
        Boot.Occupant = this;
        try
        {
            Sleep(time);
        }
        finally
        {
            Boot.Occupant = null;
            while (Boot.HeldBack.TryDequeue(out var thread))
                _scheduler.MakeReady(thread);
        }
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

    internal void Finish() => IsFinished = true;

    /// <summary>Makes a parked thread runnable so that it meets the death of its boot.</summary>
    internal void Unwind()
    {
        if (_parked)
            Resume();
    }

    private void TimedOut()
    {
        if (_parked)
            Resume();
    }

    private void Resume()
    {
        _parked = false;
        _scheduler.MakeReady(this);
    }
}
