using VirtualBoard;
using VirtualBoard.NanoApi;

namespace System.Threading;

/// <summary>Stands in for nanoFramework's thread: a green thread of the boot, run by the machine.</summary>
/// <remarks>
/// Threads change where one blocks, sleeps or yields, and in its loops when it has had the processor for 20 ms. <see cref="Abort"/> and
/// <see cref="Suspend"/> act when the target next calls into the machine, or when it gets the processor back after such a slice.
/// </remarks>
public sealed class Thread
{
    private static readonly TimeSpan Watching = TimeSpan.FromMilliseconds(10);

    private readonly ThreadStart? _start;
    private readonly List<Thread> _joiners = [];
    private BoardThread? _board;
    private ThreadPriority _priority = ThreadPriority.Normal;
    private bool _reportsItsEnd;
    private bool _waiting;
    private bool _suspended;
    private bool _aborted;
    private bool _abortRaised;
    private TimeSpan? _constraint;

    public Thread(ThreadStart start)
    {
        _start = start;
        ManagedThreadId = ThreadTable.Of(Machine.Enter()).NextId();
    }

    private Thread(int id) => ManagedThreadId = id;

    public static Thread CurrentThread => ThreadTable.Of(Machine.Enter()).Current;

    public ThreadPriority Priority
    {
        get => _priority;
        set
        {
            Machine.Enter();
            if (value is < ThreadPriority.Lowest or > ThreadPriority.Highest)
                throw new ArgumentException();
            if (IsSystem)
                throw new InvalidOperationException();
            _priority = value;
            if (_board is not null)
                _board.Priority = (int)value;
        }
    }

    public int ManagedThreadId { get; }

    public bool IsAlive => _board is { IsFinished: false };

    public ThreadState ThreadState
    {
        get
        {
            var state = _board switch
            {
                null => ThreadState.Unstarted,
                { IsFinished: true } => ThreadState.Stopped,
                _ when _aborted => ThreadState.Aborted,
                _ => _waiting ? ThreadState.WaitSleepJoin : ThreadState.Running,
            };
            return state | (_suspended ? ThreadState.Suspended : 0);
        }
    }

    /// <summary>Whether the runtime owns the thread, as it does the one that all timers share.</summary>
    internal bool IsSystem { get; private init; }

    /// <summary>The locks the thread holds; nanoCLR frees them when it ends.</summary>
    internal List<ObjectLock> Locks { get; } = [];

    /// <summary>What the threads of its boot share.</summary>
    internal ThreadTable Table { get; set; } = null!;

    public static void Sleep(int millisecondsTimeout) =>
        Machine.WaitUntil(static () => false, Machine.Limit(millisecondsTimeout));

    public static void Sleep(TimeSpan timeout)
    {
        var milliseconds = timeout.Ticks / TimeSpan.TicksPerMillisecond;
        if (milliseconds is < -1 or > int.MaxValue)
            throw new ArgumentOutOfRangeException();
        Sleep((int)milliseconds);
    }

    /// <summary>Does nothing, as on the device, whose loop ends before its first turn.</summary>
    public static void SpinWait(int iterations) => Machine.Enter();

    public void Start()
    {
        var boot = Machine.Enter();
        if (_board is not null)
            throw new ArgumentException();
        if (_start is null)
            throw new NullReferenceException();
        Run(boot, $"thread-{ManagedThreadId}", () => _start());
    }

    public void Abort()
    {
        Machine.Enter();
        var target = Started(noSystemThreads: true);
        if (target == BoardThread.Current)
            throw new ArgumentException();
        if (target.IsFinished)
            return;
        _aborted = true;
        target.Wake();
    }

    public void Suspend()
    {
        Machine.Enter();
        if (Started(noSystemThreads: true).IsFinished)
            return;
        _suspended = true;
        Machine.Enter();
    }

    public void Resume()
    {
        Machine.Enter();
        var target = Started(noSystemThreads: true);
        if (!_suspended || target.IsFinished)
            return;
        _suspended = false;
        target.Wake();
    }

    public void Join() => Join(null);

    public bool Join(int millisecondsTimeout) => Join(Machine.Limit(millisecondsTimeout));

    public bool Join(TimeSpan timeout) => Join(Machine.Limit(timeout));

    /// <summary>The object for a board thread that firmware did not start: the main thread, or one of a service.</summary>
    internal static Thread Wrap(BoardThread board, int id)
    {
        var thread = new Thread(id);
        thread.On(board);
        return thread;
    }

    /// <summary>Starts a thread that belongs to the runtime; firmware on it may not wait for other threads to end.</summary>
    internal static Thread StartSystem(Boot boot, string name, Action body)
    {
        var thread = new Thread(ThreadTable.Of(boot).NextId()) { IsSystem = true };
        thread.Run(boot, name, body);
        return thread;
    }

    /// <summary>Lets the thread look again at what it waits for.</summary>
    internal void Wake() => _board!.Wake();

    internal void Park(TimeSpan? timeout)
    {
        _waiting = true;
        try
        {
            _board!.Park(timeout);
        }
        finally
        {
            _waiting = false;
        }
    }

    /// <summary>
    /// Acts on a pending suspension or abort of the calling thread. An abort is raised once at any call, so that handlers can still
    /// clean up, and again at each call that blocks.
    /// </summary>
    internal void Checkpoint(bool blocking)
    {
        while (_suspended)
            _board!.Park(null);
        if (_constraint is { } limit && _board!.Boot.Board.Lab.Now >= limit)
        {
            _constraint = null;
            throw new nanoFramework.Runtime.Native.ConstraintException();
        }

        if (!_aborted || (_abortRaised && !blocking))
            return;
        _abortRaised = true;
        throw new ThreadAbortException();
    }

    /// <summary>Ends the thread's work by an exception unless it is taken off in time.</summary>
    internal void Constrain(TimeSpan? limit) => _constraint = limit is { } span ? _board!.Boot.Board.Lab.Now + span : null;

    private bool Join(TimeSpan? timeout)
    {
        var current = ThreadTable.Of(Machine.Enter()).Current;
        var target = Started(noSystemThreads: false);
        if (current.IsSystem)
            throw new InvalidOperationException();
        if (current == this)
            throw new ArgumentException();
        _joiners.Add(current);
        try
        {
            return _reportsItsEnd ? Machine.WaitUntil(() => target.IsFinished, timeout) : Watch(target, timeout);
        }
        finally
        {
            _joiners.Remove(current);
        }
    }

    /// <summary>Waits for a thread of which nobody here is told that it ended.</summary>
    private static bool Watch(BoardThread target, TimeSpan? timeout)
    {
        var lab = target.Boot.Board.Lab;
        var deadline = timeout is { } span ? lab.Now + span : TimeSpan.MaxValue;
        while (!Machine.WaitUntil(() => target.IsFinished, Watching))
        {
            if (lab.Now >= deadline)
                return false;
        }

        return true;
    }

    private void Run(Boot boot, string name, Action body)
    {
        _reportsItsEnd = true;
        var board = boot.StartThread(name, () => RunBody(boot, body), IsSystem ? BoardThread.SystemPriority : (int)_priority);
        On(board);
        ThreadTable.Of(boot).Add(board, this);
    }

    private void On(BoardThread board)
    {
        _board = board;
        board.SliceBegan = () => Checkpoint(blocking: false);
    }

    private void RunBody(Boot boot, Action body)
    {
        try
        {
            ThreadTable.Checkpoint(blocking: false);
            body();
        }
        catch (ThreadAbortException) when (_aborted)
        {
            // An aborted thread ends without a word.
        }
        finally
        {
            End(boot);
        }
    }

    private void End(Boot boot)
    {
        if (!boot.IsAlive)
            return;
        ThreadTable.Of(boot).Remove(_board!);
        foreach (var held in Locks.ToArray())
            held.Free();
        // Those who wait look again after this thread has left the machine: nothing else runs before that.
        foreach (var joiner in _joiners)
            joiner.Wake();
    }

    private BoardThread Started(bool noSystemThreads)
    {
        // nanoCLR's error for a thread that was not started is one without an exception type of its own.
        var board = _board ?? throw new Exception();
        return noSystemThreads && IsSystem ? throw new InvalidOperationException() : board;
    }
}
