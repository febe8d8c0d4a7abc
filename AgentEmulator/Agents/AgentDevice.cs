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

    internal AgentDevice(IAgentPlatform platform, AgentIdentity identity, AgentServer server)
    {
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
    public bool IsConnected() => _platform.IsDeviceConnected(_identity);

    internal void Receive(string name, JsonElement data)
    {
        if (_handlers.TryGetValue(name, out var handler))
            handler(data.ValueKind == JsonValueKind.Null ? null : JsonSerializer.SerializeToNode(data));
        else
            _server.Error($"no handler for agent.send(): \"{name}\"");
    }
}
