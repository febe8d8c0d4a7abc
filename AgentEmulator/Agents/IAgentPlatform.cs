using AgentEmulator.Events;

namespace AgentEmulator.Agents;

/// <summary>What an agent needs of the world: another host for agents implements this.</summary>
internal interface IAgentPlatform
{
    TimeProvider Time { get; }

    /// <summary>Carries the agents' own requests.</summary>
    HttpMessageInvoker Web { get; }

    /// <summary>Whether an agent may hold its thread until a request is answered: not where the clock stands still meanwhile.</summary>
    bool MayBlock { get; }

    /// <summary>Null when the message is on its way; otherwise why it is lost.</summary>
    string? SendToDevice(AgentIdentity agent, string name, string dataJson);

    /// <summary>How long the device counts as connected to the agent if nothing more is heard of it; zero when it is not connected.</summary>
    TimeSpan DeviceConnectedFor(AgentIdentity agent);

    void Log(AgentIdentity agent, string level, string message);

    void Report(string deviceId, string name, FactoryDetail[] details);
}
