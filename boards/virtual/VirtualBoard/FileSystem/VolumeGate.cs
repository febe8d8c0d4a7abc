namespace VirtualBoard.FileSystem;

/// <summary>
/// Lets one board thread at a time use the volume, in the order they came, as esp_littlefs does with its semaphore: flash
/// operations take board time, in which other threads of the board may run.
/// </summary>
/// <remarks>
/// To enter: take the gate when it is free; else queue up and park until granted. To leave: grant it to the first in the queue, or
/// set it free. A wake-up that the waiting thread gets from elsewhere meanwhile is given back to it at the end.
/// </remarks>
internal sealed class VolumeGate
{
    private readonly Queue<Waiter> _waiters = new();
    private bool _taken;

    public Turn Enter()
    {
        if (_taken)
            Wait();
        _taken = true;
        return new Turn(this);
    }

    private void Wait()
    {
        var thread = BoardThread.Current ?? throw new InvalidOperationException(
            "The volume is in use: a board thread is in the middle of a file operation, or this call comes from inside of one.");
        var waiter = new Waiter(thread);
        _waiters.Enqueue(waiter);
        var wokenByOthers = false;
        while (!waiter.IsGranted)
        {
            thread.Park(null);
            wokenByOthers |= !waiter.IsGranted;
        }

        if (wokenByOthers)
            thread.Wake();
    }

    private void Leave()
    {
        if (!_waiters.TryDequeue(out var next))
        {
            _taken = false;
            return;
        }

        next.IsGranted = true;
        next.Thread.Wake();
    }

    /// <summary>The right to use the volume, until disposed.</summary>
    public readonly ref struct Turn(VolumeGate gate)
    {
        public void Dispose() => gate.Leave();
    }

    private sealed class Waiter(BoardThread thread)
    {
        public BoardThread Thread => thread;

        public bool IsGranted { get; set; }
    }
}
