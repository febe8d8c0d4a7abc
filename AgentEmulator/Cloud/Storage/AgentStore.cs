namespace AgentEmulator.Cloud.Storage;

/// <inheritdoc cref="IAgentStore"/>
internal sealed class AgentStore : IAgentStore
{
    private readonly CloudState _state;
    private readonly IIdSource _ids;
    private readonly Dictionary<string, AgentRecord> _byAgent = new(StringComparer.Ordinal);

    public AgentStore(CloudState state, IIdSource ids)
    {
        _state = state;
        _ids = ids;
        foreach (var agent in state.Agents)
            _byAgent.Add(agent.AgentId, agent);
    }

    public string IdOf(string deviceId, string plan)
    {
        lock (_state.Gate)
        {
            var changes = _state.Begin();
            var agent = IdOf(changes, deviceId, plan);
            changes.Commit();
            return agent;
        }
    }

    public AgentRecord? Find(string agentId)
    {
        lock (_state.Gate)
        {
            if (_byAgent.GetValueOrDefault(agentId) is not { } agent)
                return null;
            var isOfPlan = agent.PlanId is not (AgentPlans.Dut or AgentPlans.Fixture);
            return isOfPlan && _state.Devices.Find(agent.DeviceId)?.AgentId != agentId ? null : agent;
        }
    }

    public string Load(string agentId)
    {
        lock (_state.Gate)
            return _state.AgentData.Find(agentId)?.Json ?? "{}";
    }

    public void Save(string agentId, string json)
    {
        lock (_state.Gate)
        {
            var changes = _state.Begin();
            changes.Put(_state.AgentData, new AgentDataRecord(agentId, json));
            changes.Commit();
        }
    }

    /// <summary>As <see cref="IdOf(string, string)"/>, within a transaction of the caller, who holds the gate.</summary>
    internal string IdOf(CloudTransaction changes, string deviceId, string plan)
    {
        var key = AgentRecord.Key(deviceId, plan);
        if (_state.Agents.Find(key) is { } known)
            return known.AgentId;
        string agentId;
        do
        {
            agentId = _ids.AgentId(plan == AgentPlans.Fixture ? "agent/fixture" : $"agent/{deviceId}/{plan}");
        }
        while (_byAgent.ContainsKey(agentId));
        var agent = new AgentRecord(key, deviceId, plan, agentId);
        changes.Put(_state.Agents, agent);
        // Known before it is kept: if keeping fails, the id is merely never used.
        _byAgent.Add(agentId, agent);
        return agentId;
    }
}
