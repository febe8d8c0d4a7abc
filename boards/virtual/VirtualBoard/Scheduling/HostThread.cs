namespace VirtualBoard.Scheduling;

/// <summary>A host thread that lends itself to one board thread after another; starting a new one costs five to ten times more.</summary>
internal sealed class HostThread : IDisposable
{
    /// <summary>
    /// Far more than a board has, whose limit firmware is to meet first: a host's frames are larger, and while an exception is handled
    /// by some 15 KB each. Only what is used takes memory.
    /// </summary>
    public const int StackBytes = 16 * 1024 * 1024;

    private const int WaitsPerTrim = 64;

    private readonly Func<HostThread, bool> _finished;
    private readonly Core _core;
    private Action? _body;
    private HostStack _stack = null!;
    private int _waits;
    private bool _stopping;

    public HostThread(string name, Core core, Func<HostThread, bool> finished)
    {
        _finished = finished;
        _core = core;
        new Thread(Loop, StackBytes) { IsBackground = true, Name = name }.Start();
    }

    public Gate Gate { get; } = Gate.Create();

    /// <summary>Gives the thread its next body; it starts when the gate is opened.</summary>
    public void Assign(Action body) => (_body, _waits) = (body, 0);

    /// <summary>
    /// Called by the thread before a long wait. What it did to get where it waits for the first time, to start and to connect, goes
    /// deeper than what follows; so the stack is given back then, and now and then later.
    /// </summary>
    public void SaveMemory()
    {
        if (_waits++ % WaitsPerTrim == 0)
            _stack.Trim();
    }

    /// <summary>Ends the thread. Only for an idle one.</summary>
    public void Dispose()
    {
        _stopping = true;
        Gate.Open();
    }

    private void Loop()
    {
        _core.Keep();
        _stack = new HostStack(StackBytes);
        while (true)
        {
            Gate.Pass();
            if (_stopping)
                break;

            _body!();
            _body = null;
            if (!_finished(this))
                break;
        }

        Gate.Dispose();
    }
}
