namespace AgentEmulator.Gateway;

internal enum PollEnd
{
    Ready,
    TimedOut,
    Superseded,
    Aborted,
}

/// <summary>
/// A held poll. Continuations run inline on whoever ends it (a timer, an agent that sends, a newer poll), so it is
/// ended only with no lock held.
/// </summary>
internal sealed class PollWaiter : IDisposable
{
    private readonly TaskCompletionSource<PollEnd> _ended = new();
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _aborted;

    public PollWaiter(TimeProvider time, TimeSpan wait, CancellationToken aborted)
    {
        _timer = time.CreateTimer(
            static state => ((PollWaiter)state!).End(PollEnd.TimedOut), this, wait, Timeout.InfiniteTimeSpan);
        _aborted = aborted.UnsafeRegister(static state => ((PollWaiter)state!).End(PollEnd.Aborted), this);
    }

    public Task<PollEnd> Ended => _ended.Task;

    public void End(PollEnd how) => _ended.TrySetResult(how);

    public void Dispose()
    {
        _timer.Dispose();
        _aborted.Unregister();
    }
}
