using System.Runtime.ExceptionServices;
using System.Reflection;
using VirtualBoard.Memory;
using VirtualBoard.Scheduling;

namespace VirtualBoard;

/// <summary>One life of a board's firmware, from a reset to the next. Everything firmware holds in RAM belongs to it.</summary>
public sealed class Boot
{
    private const int FewEvents = 8;

    private readonly List<BoardThread> _threads = [];
    private readonly Dictionary<nint, object> _singletons = [];
    private readonly List<LabEvent> _scheduled = [];
    private int _scheduledLimit = FewEvents;
    private int _threadIds;

    internal Boot(Board board, int number, ResetReason reason)
    {
        Board = board;
        Number = number;
        Reason = reason;
        StartedAt = board.Lab.Now;
        Processor = new Processor(board.Lab.Scheduler);
        Heap = new ManagedHeap(this);
    }

    /// <summary>The boot of the calling board thread.</summary>
    /// <exception cref="PowerOffException">That boot is dead.</exception>
    /// <exception cref="InvalidOperationException">The caller is no board thread.</exception>
    public static Boot Current
    {
        get
        {
            var boot = BoardThread.Current?.Boot ??
                throw new InvalidOperationException("Firmware code runs outside a board thread.");
            boot.ThrowIfDead();
            return boot;
        }
    }

    /// <summary>The board.</summary>
    public Board Board { get; }

    /// <summary>Count of boots of the board since it was made, from 1.</summary>
    public int Number { get; }

    /// <summary>Why the boot began.</summary>
    public ResetReason Reason { get; }

    /// <summary>Lab time at which it began.</summary>
    public TimeSpan StartedAt { get; }

    /// <summary>Time since it began.</summary>
    public TimeSpan Uptime => Board.Lab.Now - StartedAt;

    /// <summary>False once power is gone or the board was reset.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>One object per firmware assembly, holding what its static fields held before retargeting.</summary>
    public object?[] Statics { get; set; } = [];

    /// <summary>The firmware's assemblies as they run here, libraries first; what its reflection may look at.</summary>
    public IReadOnlyList<System.Reflection.Assembly> Assemblies { get; set; } = [];

    /// <summary>Whether firmware has begun to run; for most of a second after a reset it has not.</summary>
    public bool HasStarted => _threadIds > 0;

    /// <summary>The threads that have not ended.</summary>
    public IReadOnlyList<BoardThread> Threads => _threads;

    /// <summary>
    /// Whether firmware does nothing more unless something happens outside of the board: it has begun, its threads have ended, no timer
    /// is set and no event on its way. nanoCLR then waits for a debugger, for ever.
    /// </summary>
    public bool IsOver => HasStarted
        && _threads.TrueForAll(static t => t.Priority == BoardThread.SystemPriority)
        && !_singletons.Values.OfType<IBackgroundWork>().Any(static w => w.IsPending);

    internal Processor Processor { get; }

    internal ManagedHeap Heap { get; }

    /// <summary>What native code keeps for the boot.</summary>
    internal IEnumerable<object> Kept => _singletons.Values;

    /// <summary>Starts a board thread; it becomes ready behind those that are.</summary>
    /// <param name="name">Name for traces.</param>
    /// <param name="body">What it runs. An exception that leaves it ends this thread alone, as on the device.</param>
    /// <param name="priority">See <see cref="BoardThread.Priority"/>. Default 2, normal.</param>
    /// <exception cref="PowerOffException">The boot is dead.</exception>
    public BoardThread StartThread(string name, Action body, int priority = BoardThread.NormalPriority)
    {
        ThrowIfDead();
        var thread = new BoardThread(Board.Lab.Scheduler, this, ++_threadIds, name) { Priority = priority };
        _threads.Add(thread);
        Board.Lab.Scheduler.Start(thread, () => RunThread(thread, body));
        return thread;
    }

    /// <summary>
    /// Runs a static constructor on the calling board thread. As on the device, an exception that leaves it ends nothing else: it is
    /// reported as that of a thread of its own.
    /// </summary>
    /// <param name="typeName">Whose static constructor it is.</param>
    /// <param name="constructor">The static constructor.</param>
    /// <exception cref="PowerOffException">The boot died meanwhile.</exception>
    public void RunStaticConstructor(string typeName, Action constructor)
    {
        ArgumentNullException.ThrowIfNull(constructor);
        var thread = BoardThread.Current;
        var stack = thread?.StackUse ?? 0;
        try
        {
            constructor();
        }
        catch (Exception e) when (e is not PowerOffException)
        {
            thread?.StackUse = stack;
            var failure = ExceptionDispatchInfo.Capture(e);
            StartThread($"static constructor of {typeName}", failure.Throw);
        }
    }

    /// <summary>Throws when the boot is dead, so that nothing it still tries has an effect.</summary>
    /// <exception cref="PowerOffException">The boot is dead.</exception>
    public void ThrowIfDead()
    {
        if (!IsAlive)
            throw new PowerOffException();
    }

    /// <summary>The boot's one object of a type, made on first use. Gone with the boot, as RAM is.</summary>
    /// <typeparam name="T">The type, also the key.</typeparam>
    /// <param name="create">Makes it.</param>
    public T Get<T>(Func<Boot, T> create)
        where T : class
    {
        var key = typeof(T).TypeHandle.Value;
        if (!_singletons.TryGetValue(key, out var value))
        {
            value = create(this);
            _singletons.Add(key, value);
        }

        return (T)value;
    }

    /// <summary>
    /// Runs native code of the board at a moment of lab time, unless the boot is dead by then. It must do no more than make threads ready.
    /// </summary>
    /// <param name="due">Lab time; a moment in the past means now.</param>
    /// <param name="callback">Runs with the baton, as nobody's board thread.</param>
    public LabEvent Schedule(TimeSpan due, Action callback)
    {
        if (_scheduled.Count >= _scheduledLimit)
        {
            _scheduled.RemoveAll(static e => e.IsCancelled);
            _scheduledLimit = Math.Max(FewEvents, 2 * _scheduled.Count);
        }

        var entry = Board.Lab.Scheduler.ScheduleWakeUp(due, callback);
        _scheduled.Add(entry);
        return entry;
    }

    /// <summary>
    /// Bytes free on the managed heap: what the board's file gives it, less what nanoCLR, the assemblies and the threads take, less
    /// what firmware can reach. What a thread has in nothing but local variables is not counted.
    /// </summary>
    /// <param name="native">The assembly whose objects belong to firmware although they are not compiled from it.</param>
    public long FreeMemory(Assembly native) => Heap.Free(native);

    internal void Die()
    {
        IsAlive = false;
        Heap.Dispose();
        // Else what firmware had in memory would wait with them.
        foreach (var entry in _scheduled)
            entry.Cancel();
        foreach (var thread in _threads)
            thread.Unwind();
    }

    private void RunThread(BoardThread thread, Action body)
    {
        try
        {
            ThrowIfDead();
            try
            {
                body();
            }
            catch (Exception e) when (IsAlive)
            {
                Board.ReportUnhandled(thread, e);
            }

            thread.Settle();
        }
        catch (Exception) when (!IsAlive)
        {
            // The thread is gone with its boot: nothing of it is left to do or to say.
        }
        finally
        {
            thread.Finish();
            _threads.Remove(thread);
            if (!IsAlive && _threads.Count == 0)
                Board.Bury(this);
        }
    }
}
