namespace VirtualBoard.Scheduling;

/// <summary>A host thread that lends itself to one board thread after another; starting a new one costs five to ten times more.</summary>
internal sealed class HostThread : IDisposable
{
    /// <summary>
    /// Far more than a board has, whose limit firmware is to meet first: a host's frames are larger, while an exception is handled by
    /// some 15 KB each, and in a simulated lab a service answers on the stack of the board thread that asked. Only what is used takes
    /// memory.
    /// </summary>
    public const int StackBytes = 16 * 1024 * 1024;

    private readonly Action<HostThread> _finished;
    private readonly Core _core;
    private Action? _body;
    private bool _stopping;

    public HostThread(string name, Core core, Action<HostThread> finished)
    {
        _finished = finished;
        _core = core;
        new Thread(Loop, StackBytes) { IsBackground = true, Name = name }.Start();
    }

    public Gate Gate { get; } = Gate.Create();

    /// <summary>Gives the thread its next body; it starts when the gate is opened.</summary>
    public void Assign(Action body) => _body = body;

    /// <summary>Ends the thread. Only for an idle one.</summary>
    public void Dispose()
    {
        _stopping = true;
        Gate.Open();
    }

    private void Loop()
    {
        _core.Keep();
        while (true)
        {
            Gate.Pass();
            if (_stopping)
                break;

            _body!();
            _body = null;
            _finished(this);
        }

        Gate.Dispose();
    }
}
