namespace VirtualBoard.Testing.Mutation;

/// <summary>
/// Ends what computes for too long. Time on the processor and not on the clock: on a busy host everything takes longer, and that is no
/// reason to end it.
/// </summary>
internal sealed class CpuLimit : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private bool _ended;

    /// <param name="limit">Processor time of this process, all that it does, from now on.</param>
    /// <param name="time">Says when to look.</param>
    /// <param name="over">Called on a thread of the pool when the limit is reached, perhaps more than once, and never after <see cref="Dispose"/>.</param>
    public CpuLimit(TimeSpan limit, TimeProvider time, Action over)
    {
        var until = Environment.CpuUsage.TotalTime + limit;
        _timer = time.CreateTimer(
            _ =>
            {
                lock (_gate)
                {
                    if (!_ended && Environment.CpuUsage.TotalTime >= until)
                        over();
                }
            },
            null,
            LookEvery,
            LookEvery);
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
            _ended = true;
    }
}
