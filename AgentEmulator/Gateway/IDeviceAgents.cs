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

    /// <summary>Lets the agent work on what was enqueued; no lock may be held.</summary>
    void Run(string agentId);
}
