using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Json;

namespace AgentEmulator.Agents;

/// <summary>Log and saved data of an agent.</summary>
public sealed class AgentServer
{
    /// <summary>Largest saved table, serialized: 64 KiB.</summary>
    public const int MaxSavedBytes = 64 * 1024;

    private readonly IAgentPlatform _platform;
    private readonly AgentIdentity _identity;
    private readonly SavedData _saved;

    internal AgentServer(IAgentPlatform platform, AgentIdentity identity, SavedData saved)
    {
        _platform = platform;
        _identity = identity;
        _saved = saved;
    }

    /// <summary>Writes a line to the log. Tokens and keys must be shortened by the caller.</summary>
    public void Log(string message) => _platform.Log(_identity, "info", message);

    /// <summary>Writes an error line to the log. Tokens and keys must be shortened by the caller.</summary>
    public void Error(string message) => _platform.Log(_identity, "error", message);

    /// <summary>Replaces the saved table; it survives restarts and migration.</summary>
    /// <exception cref="ArgumentException">It is larger than <see cref="MaxSavedBytes"/>; what was saved before stays.</exception>
    public void Save(JsonObject table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var json = table.ToJsonString(StrictJson.Serializing);
        var bytes = Encoding.UTF8.GetByteCount(json);
        if (bytes > MaxSavedBytes)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"the table has {bytes} bytes, server.save holds {MaxSavedBytes}"));
        }

        _saved.Json = json;
    }

    /// <summary>The saved table; an empty one when nothing was saved.</summary>
    public JsonObject Load() => JsonNode.Parse(_saved.Json)!.AsObject();
}

/// <summary>What an agent saved: belongs to the agent's place, not to its instance.</summary>
internal sealed class SavedData(IAgentStore store, string agentId)
{
    public string Json
    {
        get => store.Load(agentId);
        set => store.Save(agentId, value);
    }
}
