using AgentEmulator.Events;

namespace AgentEmulator.Cloud.Api;

/// <summary>One line of a device's or its agent's log.</summary>
internal sealed record DeviceLogLine(DateTimeOffset At, string Type, string Message);

/// <summary>Keeps the newest log lines of each device, as the impCentral API shows them, and passes every fact on.</summary>
internal sealed class DeviceLogs(IFactoryObserver next) : IFactoryObserver
{
    /// <summary>Lines kept per device (ours).</summary>
    private const int Capacity = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<DeviceLogLine>> _lines = new(StringComparer.Ordinal);

    /// <summary>A line was added to a device's log.</summary>
    public event Action<string, DeviceLogLine>? Added;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<DeviceLogLine> Of(string deviceId)
    {
        lock (_gate)
            return _lines.TryGetValue(deviceId, out var lines) ? [.. lines] : [];
    }

    public void Observe(FactoryEvent factoryEvent)
    {
        if (factoryEvent.Name is FactoryEventNames.DeviceLog or FactoryEventNames.AgentLog
            && factoryEvent.DeviceId is { } device && factoryEvent["message"] is { } message)
        {
            var who = factoryEvent.Name == FactoryEventNames.AgentLog ? "agent" : "server";
            var kind = factoryEvent["level"] == "error" ? "error" : "log";
            Add(device, new DeviceLogLine(factoryEvent.At, $"{who}.{kind}", message));
        }

        if (factoryEvent is { Name: FactoryEventNames.AgentStarted or FactoryEventNames.AgentMigrated, DeviceId: { } restarted })
            Add(restarted, new DeviceLogLine(factoryEvent.At, "status", "Agent restarted."));
        next.Observe(factoryEvent);
    }

    private void Add(string device, DeviceLogLine line)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(device, out var lines))
                _lines.Add(device, lines = new Queue<DeviceLogLine>());
            if (lines.Count == Capacity)
                lines.Dequeue();
            lines.Enqueue(line);
        }

        Added?.Invoke(device, line);
    }
}
