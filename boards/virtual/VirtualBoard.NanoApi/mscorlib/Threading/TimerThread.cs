using VirtualBoard;
using VirtualBoard.NanoApi;

namespace System.Threading;

/// <summary>The one thread of a boot on which all timers call back, in the order in which they came due.</summary>
internal sealed class TimerThread(Boot boot) : IBackgroundWork
{
    private readonly Queue<Timer> _triggered = new();
    private Thread? _thread;
    private bool _hasWork;
    private int _armed;

    public TimeSpan Now => boot.Board.Lab.Now;

    public bool IsAlive => boot.IsAlive;

    /// <inheritdoc/>
    public bool IsPending => _armed > 0 || _hasWork;

    /// <summary>Counts the timers that will call firmware.</summary>
    public void CountArmed(int change) => _armed += change;

    public LabEvent Schedule(TimeSpan due, Action callback) => boot.Schedule(due, callback);

    /// <summary>Queues the tick of a timer. Called from the lab's events too.</summary>
    public void Trigger(Timer timer)
    {
        if (!_triggered.Contains(timer))
            _triggered.Enqueue(timer);
        _hasWork = true;
        if (_thread is null)
            _thread = Thread.StartSystem(boot, "timers", Run);
        else
            _thread.Wake();
    }

    private void Run()
    {
        try
        {
            while (true)
            {
                while (_triggered.TryDequeue(out var timer))
                {
                    if (timer.IsTriggered)
                        timer.Fire();
                }

                _hasWork = false;
                Machine.WaitUntil(() => _hasWork, null);
            }
        }
        finally
        {
            // What a callback throws ends this thread; the timers go on with another.
            _thread = null;
            _hasWork = _triggered.Count > 0;
            if (boot.IsAlive && _hasWork)
                _thread = Thread.StartSystem(boot, "timers", Run);
        }
    }
}
