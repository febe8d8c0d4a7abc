using System.Text.Json;
using System.Text.Json.Nodes;
using AgentEmulator.Json;

namespace AgentEmulator.Agents;

/// <summary>Messages to and from the agent's device.</summary>
public sealed class AgentDevice
{
    private readonly Dictionary<string, Action<JsonNode?>> _handlers = new(StringComparer.Ordinal);
    private readonly IAgentPlatform _platform;
    private readonly AgentIdentity _identity;
    private readonly AgentServer _server;
    private readonly DeviceConnection _connection;

    internal AgentDevice(IAgentPlatform platform, AgentIdentity identity, AgentServer server, DeviceConnection connection)
    {
        _connection = connection;
        _platform = platform;
        _identity = identity;
        _server = server;
    }

    /// <summary>Registers the handler of messages with that name; a later one replaces an earlier one.</summary>
    /// <remarks>A message without a handler is lost and logged as an error: register before you tell the device to send.</remarks>
    public void On(string name, Action<JsonNode?> handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(handler);
        _handlers[name] = handler;
    }

    /// <summary>
    /// Sends a message to the device. Fire and forget: when the device is not connected, or its queue is full, the
    /// message is lost and an error is logged. At most 60 KiB serialized.
    /// </summary>
    public void Send(string name, JsonNode? data)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var json = data is null ? "null" : data.ToJsonString(StrictJson.Serializing);
        if (_platform.SendToDevice(_identity, name, json) is { } problem)
            _server.Error($"device.send(\"{name}\") lost: {problem}");
    }

    /// <summary>Whether the device was heard of lately and talks to this agent.</summary>
    public bool IsConnected() => _connection.TimeLeft > TimeSpan.Zero;

    /// <summary>
    /// Registers what is called each time the device connects; a later callback replaces an earlier one, and none can be taken away.
    /// </summary>
    /// <remarks>
    /// A device that is connected already when the callback is registered is not told of. The device's program may not have
    /// registered its handlers yet: wait for a message of it before you send. A device that starts again before it was missed is told
    /// of by <see cref="OnDisconnect"/> and this one right after it.
    /// </remarks>
    public void OnConnect(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _connection.OnConnect(callback);
    }

    /// <summary>
    /// Registers what is called when a device that was connected no longer is; a later callback replaces an earlier one.
    /// </summary>
    /// <remarks>
    /// A device that falls silent is missed after 90 to 180 seconds (ours; the imp cloud needs 4.5 minutes on average, up to 9), whether it
    /// lost its power or disconnected on purpose; one that comes back sooner and goes on with its session is not told of. A device that
    /// gets another agent, by a new plan ID or as its activation ends the DUT's agent, leaves this one at once.
    /// </remarks>
    public void OnDisconnect(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _connection.OnDisconnect(callback);
    }

    /// <summary>What is known of the device; renewed whenever it connects.</summary>
    public AgentDeviceInfo Info() => new(_identity.DeviceId, IsConnected(), _connection.Address);

    internal void Receive(string name, JsonElement data)
    {
        if (_handlers.TryGetValue(name, out var handler))
            handler(data.ValueKind == JsonValueKind.Null ? null : JsonSerializer.SerializeToNode(data));
        else
            _server.Error($"no handler for agent.send(): \"{name}\"");
    }
}
