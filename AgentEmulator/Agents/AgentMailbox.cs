namespace AgentEmulator.Agents;

/// <summary>
/// Runs an agent's callbacks one at a time and in order, inline on whoever posts. A callback that posts more, or a
/// second thread that posts meanwhile, only adds to the queue: the running call works it off. So an agent needs no thread
/// and no locks, and under a simulated clock everything happens on the caller's thread.
/// </summary>
internal sealed class AgentMailbox(int capacity, Action<Exception> callbackFailed)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _queue = new();
    private bool _running;
    private bool _closed;

    /// <summary>Queues without running; false when the queue is at its capacity. A closed box takes and drops.</summary>
    public bool TryEnqueue(Action callback)
    {
        lock (_gate)
        {
            if (_closed)
                return true;
            if (_queue.Count >= capacity)
                return false;
            _queue.Enqueue(callback);
            return true;
        }
    }

    /// <summary>Queues whatever the length and runs: for timers and answers, whose number the agent itself bounds.</summary>
    public void Post(Action callback)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _queue.Enqueue(callback);
        }

        Run();
    }

    /// <summary>Works off the queue, unless a call of this is doing so already.</summary>
    public void Run()
    {
        lock (_gate)
        {
            if (_running)
                return;
            _running = true;
        }

        while (TryTake(out var callback))
        {
            try
            {
                callback();
            }
#pragma warning disable CA1031 // The boundary to user code: whatever it throws is logged and ends this callback only.
            catch (Exception e)
#pragma warning restore CA1031
            {
                callbackFailed(e);
            }
        }
    }

    /// <summary>Drops what is queued and everything that comes.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _queue.Clear();
        }
    }

    private bool TryTake(out Action callback)
    {
        lock (_gate)
        {
            if (_queue.TryDequeue(out callback!))
                return true;
            _running = false;
            return false;
        }
    }
}
