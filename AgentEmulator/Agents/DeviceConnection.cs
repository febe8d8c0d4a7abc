namespace AgentEmulator.Agents;

/// <summary>
/// What one agent knows of its device's connection, and whom it tells of changes. A device that goes silent is noticed by looking
/// again when its time is over; nothing is looked at for an agent that does not want to know.
/// </summary>
internal sealed class DeviceConnection(AgentRuntime runtime, IAgentPlatform platform, AgentIdentity identity)
{
    private Action? _onConnect;
    private Action? _onDisconnect;
    private AgentTimer? _look;
    private bool _isConnected;

    /// <summary>Where the device was when it connected last; empty until it does.</summary>
    public string Address { get; private set; } = "";

    public TimeSpan TimeLeft => platform.DeviceConnectedFor(identity);

    private bool IsWatched => _onConnect is not null || _onDisconnect is not null;

    public void OnConnect(Action callback)
    {
        Watch();
        _onConnect = callback;
    }

    public void OnDisconnect(Action callback)
    {
        Watch();
        _onDisconnect = callback;
    }

    /// <summary>The device opened a session; when it had one, that one was stale and ends first.</summary>
    public void Connected(string address)
    {
        Address = address;
        if (!IsWatched)
            return;
        var stale = _isConnected;
        _isConnected = true;
        LookAgain();
        try
        {
            if (stale)
                _onDisconnect?.Invoke();
        }
        finally
        {
            _onConnect?.Invoke();
        }
    }

    /// <summary>The device talks to another agent now, or to none.</summary>
    public void Left()
    {
        if (!_isConnected)
            return;
        _isConnected = false;
        StopLooking();
        _onDisconnect?.Invoke();
    }

    /// <summary>The first callback finds the device as it is: only what changes from then on is told.</summary>
    private void Watch()
    {
        if (IsWatched)
            return;
        _isConnected = TimeLeft > TimeSpan.Zero;
        if (_isConnected)
            LookAgain();
    }

    private void LookAgain()
    {
        StopLooking();
        _look = runtime.StartTimer(TimeLeft, Look);
    }

    private void Look()
    {
        if (TimeLeft > TimeSpan.Zero)
            LookAgain();
        else
            Left();
    }

    private void StopLooking()
    {
        if (_look is { } earlier)
            runtime.CancelTimer(earlier);
        _look = null;
    }
}
