namespace VirtualBoard.Scheduling;

/// <summary>
/// The one processor of a boot, and who gets it. Threads go by nanoCLR's rule: each has a counter of which a turn takes the more the
/// lower its priority is; the ready thread with the highest counter is next, and among equals the one that has been ready longest.
/// So with all threads busy each step of priority doubles a thread's share, and nobody starves.
/// </summary>
internal sealed class Processor
{
    /// <summary>How long a thread runs while others are ready.</summary>
    public static readonly TimeSpan Quantum = TimeSpan.FromMilliseconds(20);

    /// <summary>How far ahead of the others a thread can get by not running.</summary>
    private const int MaxCredit = 33;

    private readonly Scheduler _scheduler;
    private readonly LinkedList<BoardThread> _ready = new();
    private long _lowest;
    private BoardThread? _runner;
    private bool _goesOn;

    public Processor(Scheduler scheduler) => _scheduler = scheduler;

    /// <summary>What a new thread's counter begins with.</summary>
    public long Lowest => _lowest;

    /// <summary>Lets a thread have the processor when it is its turn.</summary>
    public void MakeReady(BoardThread thread)
    {
        Insert(thread);
        if (_runner is null && _ready.Count == 1)
            _scheduler.MakeReady(this);
    }

    /// <summary>The running thread gives the processor up: it waits, or has ended.</summary>
    public void Release()
    {
        _runner = null;
        if (_ready.Count > 0)
            _scheduler.MakeReady(this);
    }

    /// <summary>The running thread is ready for another turn.</summary>
    /// <param name="last">Whether all others that are ready go first, whatever their priority.</param>
    public void Requeue(bool last)
    {
        var thread = _runner!;
        if (last)
            thread.Credit = _lowest - 1;
        Insert(thread);
        Release();
    }

    /// <summary>The running thread kept the processor while lab time passed, and goes on now.</summary>
    public void GoOn()
    {
        _goesOn = true;
        _scheduler.MakeReady(this);
    }

    /// <summary>Gives the processor to the next thread.</summary>
    public BoardThread Take()
    {
        if (_goesOn)
        {
            _goesOn = false;
            return _runner!;
        }

        var thread = _ready.First!.Value;
        _ready.RemoveFirst();
        thread.Credit = Math.Min(thread.Credit, _lowest + MaxCredit) - (1 << (BoardThread.SystemPriority - thread.Priority));
        _lowest = Math.Min(_lowest, thread.Credit);
        _runner = thread;
        thread.BeginQuantum(Quantum);
        return thread;
    }

    private void Insert(BoardThread thread)
    {
        var place = _ready.First;
        while (place is not null && Rank(place.Value) >= Rank(thread))
            place = place.Next;
        if (place is null)
            _ready.AddLast(thread);
        else
            _ready.AddBefore(place, thread);
    }

    private static long Rank(BoardThread thread) => thread.Credit + thread.Priority;
}
