using VirtualBoard;
using VirtualBoard.NanoApi;

namespace System.Threading;

/// <summary>The one thread of a boot on which all timers call back, in the order in which they came due. It is there while there is a tick.</summary>
internal sealed class TimerThread(Boot boot) : IBackgroundWork
{
    private readonly Queue<Timer> _triggered = new();
    private Thread? _thread;
    private int _armed;

    public TimeSpan Now => boot.Board.Lab.Now;

    public bool IsAlive => boot.IsAlive;

    /// <inheritdoc/>
    public bool IsPending => _armed > 0 || _thread is not null;

    /// <summary>Counts the timers that will call firmware.</summary>
    public void CountArmed(int change) => _armed += change;

    public LabEvent Schedule(TimeSpan due, Action callback) => boot.Schedule(due, callback);

    /// <summary>Queues the tick of a timer. Called from the lab's events too.</summary>
    public void Trigger(Timer timer)
    {
        if (!_triggered.Contains(timer))
            _triggered.Enqueue(timer);
        _thread ??= Thread.StartSystem(boot, "timers", Run);
    }

    private void Run()
    {
        try
        {
            while (_triggered.TryDequeue(out var timer))
            {
                if (timer.IsTriggered)
                    timer.Fire();
            }
        }
        finally
        {
            // What a callback throws ends this thread; the timers go on with another.
            _thread = boot.IsAlive && _triggered.Count > 0 ? Thread.StartSystem(boot, "timers", Run) : null;
        }
    }
}
