namespace AgentEmulator.Agents;

/// <summary>Timers, time and configuration parameters of an agent.</summary>
public sealed class AgentImp
{
    private readonly AgentRuntime _runtime;

    internal AgentImp(AgentRuntime runtime) => _runtime = runtime;

    /// <summary>
    /// Always "deviceid"; "factory_imp_device_id" and "factory_fixture_url" for agents of devices under test only. Absent
    /// when not relevant: test before use. Just after the agent was moved they are absent for a moment (a second, ours), so do not
    /// read them once at the start for all time.
    /// </summary>
    public IReadOnlyDictionary<string, string> ConfigParams => _runtime.ConfigParams;

    /// <summary>The emulator's time, UTC.</summary>
    public DateTimeOffset UtcNow => _runtime.Time.GetUtcNow();

    /// <summary>Calls back once after that many seconds (0 to 10,737,418; fractions count), unless cancelled.</summary>
    public AgentTimer Wakeup(double seconds, Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (!(seconds >= 0 && seconds <= 10_737_418))
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "0 to 10,737,418 seconds");
        return _runtime.StartTimer(TimeSpan.FromSeconds(seconds), callback);
    }

    /// <summary>Cancels a timer; one that fired or was cancelled already is left alone.</summary>
    public void CancelWakeup(AgentTimer timer)
    {
        ArgumentNullException.ThrowIfNull(timer);
        _runtime.CancelTimer(timer);
    }
}

/// <summary>A pending call of <see cref="AgentImp.Wakeup"/>.</summary>
public sealed class AgentTimer
{
    internal AgentTimer(Action callback) => Callback = callback;

    internal Action Callback { get; }

    internal ITimer? HostTimer { get; set; }

    internal bool IsCancelled { get; set; }
}
