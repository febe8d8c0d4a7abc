namespace AgentEmulator.Cloud.Storage;

/// <summary>
/// What of agents outlives the process: which agent serves which device, and what it saved. In memory unless the factory has
/// a file. Thread-safe.
/// </summary>
internal interface IAgentStore
{
    /// <summary>
    /// The agent of the device under that plan, made the first time and then always the same. Agents of devices under test and
    /// of fixtures have no plan: they use <see cref="AgentPlans.Dut"/> and <see cref="AgentPlans.Fixture"/>.
    /// </summary>
    /// <exception cref="CloudStoreException">A new one cannot be kept.</exception>
    string IdOf(string deviceId, string plan);

    /// <summary>Who the agent is, or null when there never was such an agent, or its URL is dead since its device has another plan.</summary>
    AgentRecord? Find(string agentId);

    /// <summary>What it saved: a JSON object, "{}" when nothing.</summary>
    string Load(string agentId);

    /// <summary>Replaces what it saved. When it returns, it survives the end of the process.</summary>
    /// <exception cref="CloudStoreException">It cannot be kept; what was saved before stays.</exception>
    void Save(string agentId, string json);
}

/// <summary>Stand-ins for a plan id where an agent has none.</summary>
internal static class AgentPlans
{
    public const string Dut = "dut";
    public const string Fixture = "fixture";
}
