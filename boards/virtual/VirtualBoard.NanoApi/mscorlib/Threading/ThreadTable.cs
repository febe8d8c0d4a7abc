using VirtualBoard;

namespace System.Threading;

/// <summary>The threads of a boot as firmware sees them.</summary>
internal sealed class ThreadTable
{
    // For whom looks for what firmware can reach: threads are found by their board threads.
    private readonly HashSet<Thread> _threads = [];
    private int _lastId;

    public ObjectLocks Locks { get; } = new();

    public WaitQueue Waits { get; } = new();

    /// <summary>The table of a boot.</summary>
    public static ThreadTable Of(Boot boot) => boot.Get(static _ => new ThreadTable());

    /// <summary>The calling thread.</summary>
    public Thread Current
    {
        get
        {
            var board = BoardThread.Current!;
            if (board.Managed is not Thread thread)
            {
                thread = Thread.Wrap(board, NextId());
                Add(board, thread);
            }

            return thread;
        }
    }

    public int NextId() => ++_lastId;

    public void Add(BoardThread board, Thread thread)
    {
        board.Managed = thread;
        thread.Table = this;
        _threads.Add(thread);
    }

    public void Remove(BoardThread board)
    {
        if (board.Managed is Thread thread)
            _threads.Remove(thread);
        board.Managed = null;
    }

    /// <summary>Lets what others asked of the calling thread happen; see <see cref="Thread.Checkpoint"/>.</summary>
    public static void Checkpoint(bool blocking)
    {
        if (BoardThread.Current!.Managed is Thread thread)
            thread.Checkpoint(blocking);
    }
}
