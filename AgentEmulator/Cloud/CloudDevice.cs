namespace AgentEmulator.Cloud;

/// <summary>One entry of a device's enrollment history.</summary>
internal readonly record struct DeviceHistoryEntry(DateTimeOffset At, string Event);

/// <summary>A device as the impCloud knows it. Changed only by <see cref="ImpCloud"/>, under its lock.</summary>
internal sealed class CloudDevice(string id, string mac, DeviceGroup group)
{
    /// <summary>Entries kept; older ones are dropped.</summary>
    private const int HistoryCapacity = 256;

    private readonly Queue<DeviceHistoryEntry> _history = new();

    public string Id { get; } = id;

    public string Mac { get; } = mac;

    public DeviceState State { get; set; } = DeviceState.DeviceUnderTest;

    public DeviceGroup Group { get; set; } = group;

    /// <summary>How many times the device was really blessed: 0 or 1, whatever it asked.</summary>
    public int Blessings { get; set; }

    /// <summary>When the application replaces the DUT firmware; null when it does not.</summary>
    public DateTimeOffset? ApplicationDueAt { get; set; }

    public string? PlanId { get; set; }

    public string? AgentId { get; set; }

    public void Record(DateTimeOffset at, string what)
    {
        if (_history.Count == HistoryCapacity)
            _history.Dequeue();
        _history.Enqueue(new DeviceHistoryEntry(at, what));
    }

    public DeviceView View() =>
        new(Id, Mac, State, Group.Name, Blessings, ApplicationDueAt, PlanId, AgentId, [.. _history]);
}

/// <summary>A copy of a device's record at one instant.</summary>
internal sealed record DeviceView(
    string Id,
    string Mac,
    DeviceState State,
    string Group,
    int Blessings,
    DateTimeOffset? ApplicationDueAt,
    string? PlanId,
    string? AgentId,
    IReadOnlyList<DeviceHistoryEntry> History);
