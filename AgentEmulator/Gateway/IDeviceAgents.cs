using System.Text.Json;

namespace AgentEmulator.Gateway;

/// <summary>What the gateway needs of the agents' host. Names agents by id; knows nothing of programs.</summary>
internal interface IDeviceAgents
{
    /// <summary>The DUT agent of the device, started if need be.</summary>
    string EnsureDutAgent(string deviceId);

    /// <summary>The production agent with that id, started if need be.</summary>
    void EnsureProductionAgent(string agentId, string deviceId, string planId);

    /// <summary>Configuration parameters that the device itself reads (imp.configparams) while it is a DUT.</summary>
    IReadOnlyDictionary<string, string> DutConfigParams { get; }

    /// <summary>Takes a message without running the agent, so that it can be called under the link's lock. False when the agent's queue is full.</summary>
    bool TryEnqueue(string agentId, string name, JsonElement data);

    /// <summary>
    /// Tells the agent that its device opened a session with it, before any message of that session; as <see cref="TryEnqueue"/> it
    /// does not run the agent.
    /// </summary>
    void DeviceConnected(string agentId, string address);

    /// <summary>Tells the agent that its device has left it: for another agent, or for none.</summary>
    void DeviceLeft(string agentId);

    /// <summary>Lets the agent work on what was enqueued; no lock may be held.</summary>
    void Run(string agentId);
}

internal static class DeviceAgentsExtensions
{
    /// <summary>Tells the agents concerned which of them a session talks to from now on; the link's lock is held.</summary>
    /// <param name="isNew">A new session of the same agent: the one before was stale.</param>
    public static void TellOfSession(this IDeviceAgents agents, string? earlier, string? current, bool isNew, string address)
    {
        if (earlier is not null && earlier != current)
            agents.DeviceLeft(earlier);
        if (current is not null && (isNew || earlier != current))
            agents.DeviceConnected(current, address);
    }

    /// <summary>Lets agents work that were told something; no lock may be held.</summary>
    public static void RunBoth(this IDeviceAgents agents, string? earlier, string? current)
    {
        if (earlier is not null && earlier != current)
            agents.Run(earlier);
        if (current is not null)
            agents.Run(current);
    }
}
