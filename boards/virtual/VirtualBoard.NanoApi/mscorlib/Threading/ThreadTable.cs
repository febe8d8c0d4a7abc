using VirtualBoard;

namespace System.Threading;

/// <summary>The threads of a boot as firmware sees them.</summary>
internal sealed class ThreadTable
{
    private readonly Dictionary<BoardThread, Thread> _threads = [];
    private int _lastId;

    /// <summary>The table of a boot.</summary>
    public static ThreadTable Of(Boot boot) => boot.Get(static _ => new ThreadTable());

    /// <summary>The calling thread.</summary>
    public Thread Current
    {
        get
        {
            var board = BoardThread.Current!;
            if (!_threads.TryGetValue(board, out var thread))
            {
                thread = Thread.Wrap(board, NextId());
                _threads.Add(board, thread);
            }

            return thread;
        }
    }

    public int NextId() => ++_lastId;

    public void Add(BoardThread board, Thread thread) => _threads.Add(board, thread);

    public void Remove(BoardThread board) => _threads.Remove(board);

    /// <summary>Lets what others asked of the calling thread happen; see <see cref="Thread.Checkpoint"/>.</summary>
    public void Checkpoint(bool blocking)
    {
        if (_threads.TryGetValue(BoardThread.Current!, out var thread))
            thread.Checkpoint(blocking);
    }
}
