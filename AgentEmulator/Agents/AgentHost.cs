using System.Text.Json;
using System.Text.Json.Nodes;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Events;
using AgentEmulator.Gateway;

namespace AgentEmulator.Agents;

/// <summary>Hosts every agent of the factory in this process: creates, finds, moves and stops them.</summary>
internal sealed class AgentHost : IDeviceAgents, IAgentPlatform, IDisposable
{
    /// <summary>Time after a move in which an agent's imp.configparams is not populated yet (ours).</summary>
    private static readonly TimeSpan ConfigParamsDelay = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, AgentSlot> _slots = new(StringComparer.Ordinal);
    private readonly AgentPrograms _programs;
    private readonly DeviceLinks _links;
    private readonly IAgentStore _store;
    private readonly FactoryJournal _journal;
    private readonly Func<string, string> _agentUrl;
    private readonly string _fixtureDeviceId;

    public AgentHost(
        AgentPrograms programs, string fixtureDeviceId, DeviceLinks links, IAgentStore store, FactoryJournal journal,
        TimeProvider time, HttpMessageInvoker web, Func<string, string> agentUrl)
    {
        _programs = programs;
        _links = links;
        _store = store;
        _journal = journal;
        Time = time;
        Web = web;
        _agentUrl = agentUrl;
        _fixtureDeviceId = fixtureDeviceId;
        FixtureAgentId = store.IdOf(fixtureDeviceId, AgentPlans.Fixture);
        DutConfigParams = new Dictionary<string, string> { ["factory_imp_device_id"] = fixtureDeviceId };
    }

    public TimeProvider Time { get; }

    public HttpMessageInvoker Web { get; }

    /// <summary>
    /// The fixture itself, when its program runs in this process: gets what its agent sends. Null (the default) when it is a device like
    /// others, or there is none.
    /// </summary>
    public Action<string, JsonNode?>? FixtureDevice
    {
        get;
        set
        {
            var connects = field is null && value is not null;
            field = value;
            if (!connects)
                return;
            DeviceConnected(FixtureAgentId, "");
            Run(FixtureAgentId);
        }
    }

    /// <summary>False unless the host sets it.</summary>
    public bool MayBlock { get; set; }

    public string FixtureAgentId { get; }

    public IReadOnlyDictionary<string, string> DutConfigParams { get; }

    /// <summary>Starts the fixture's agent; call it once the agents' address is known.</summary>
    public void StartFixtureAgent() => Ensure(
        new AgentIdentity(
            FixtureAgentId, _fixtureDeviceId, "fixture", _agentUrl(FixtureAgentId),
            new Dictionary<string, string> { ["deviceid"] = _fixtureDeviceId }),
        _programs.Fixture);

    public string EnsureDutAgent(string deviceId)
    {
        var agentId = _store.IdOf(deviceId, AgentPlans.Dut);
        Ensure(
            new AgentIdentity(agentId, deviceId, "dut", _agentUrl(agentId), new Dictionary<string, string>
            {
                ["deviceid"] = deviceId,
                ["factory_imp_device_id"] = _fixtureDeviceId,
                ["factory_fixture_url"] = _agentUrl(FixtureAgentId),
            }),
            _programs.Dut);
        return agentId;
    }

    public void EnsureProductionAgent(string agentId, string deviceId, string planId) => Ensure(
        new AgentIdentity(
            agentId, deviceId, "production", _agentUrl(agentId),
            new Dictionary<string, string> { ["deviceid"] = deviceId }),
        _programs.Production);

    /// <summary>Ends an agent for good: its device has another plan or none, and its URL is dead.</summary>
    public void End(string agentId)
    {
        AgentSlot? slot;
        lock (_gate)
            _slots.Remove(agentId, out slot);
        slot?.Stop();
    }

    public bool TryEnqueue(string agentId, string name, JsonElement data) =>
        Find(agentId)?.TryEnqueue(name, data) ?? false;

    public void DeviceConnected(string agentId, string address) => Running(agentId)?.EnqueueConnected(address);

    public void DeviceLeft(string agentId) => Running(agentId)?.EnqueueLeft();

    public void Run(string agentId) => Running(agentId)?.Run();

    /// <summary>
    /// The agent with that id; one that served a device before the emulator was restarted starts when it is first asked for. Null
    /// when there is none, or its device has another plan since.
    /// </summary>
    public AgentSlot? Find(string agentId)
    {
        if (_store.Find(agentId) is not { } agent)
            return null;
        lock (_gate)
        {
            if (_slots.TryGetValue(agentId, out var slot))
                return slot;
        }

        switch (agent.PlanId)
        {
            case AgentPlans.Dut:
                EnsureDutAgent(agent.DeviceId);
                break;
            case AgentPlans.Fixture:
                StartFixtureAgent();
                break;
            default:
                EnsureProductionAgent(agentId, agent.DeviceId, agent.PlanId);
                break;
        }

        lock (_gate)
            return _slots.GetValueOrDefault(agentId);
    }

    /// <summary>
    /// Moves an agent as the imp cloud does: its memory, timers and open requests are lost, it is away for
    /// <paramref name="downtime"/>, then it starts again with what it saved. False when there is no such agent.
    /// </summary>
    public bool Migrate(string agentId, TimeSpan downtime)
    {
        if (Find(agentId) is not { } slot)
            return false;
        slot.Stop();
        _journal.Raise(
            FactoryEventNames.AgentMigrated, slot.Identity.DeviceId, new("agent", agentId), new("kind", slot.Identity.Kind));
        if (downtime <= TimeSpan.Zero)
        {
            slot.Start(ConfigParamsDelay);
            return true;
        }

        var restart = new Restart(slot);
        restart.Timer = Time.CreateTimer(
            static state => ((Restart)state!).Fire(), restart, downtime, Timeout.InfiniteTimeSpan);
        return true;
    }

    public string? SendToDevice(AgentIdentity agent, string name, string dataJson)
    {
        if (agent.DeviceId == _fixtureDeviceId && FixtureDevice is { } fixture)
        {
            _journal.Raise(FactoryEventNames.AgentMessage, agent.DeviceId, new FactoryDetail("name", name));
            fixture(name, JsonNode.Parse(dataJson));
            return null;
        }

        var outcome = _links.Find(agent.DeviceId)?.TrySend(agent.AgentId, name, dataJson) ?? SendOutcome.NotConnected;
        var problem = outcome switch
        {
            SendOutcome.Queued => null,
            SendOutcome.QueueFull => "the device's queue is full",
            SendOutcome.TooLarge => "the message is too large",
            _ => "the device is not connected to this agent",
        };
        if (problem is null)
            _journal.Raise(FactoryEventNames.AgentMessage, agent.DeviceId, new FactoryDetail("name", name));
        else
            _journal.Raise(FactoryEventNames.MessageLost, agent.DeviceId, new("name", name), new("reason", problem));
        return problem;
    }

    public TimeSpan DeviceConnectedFor(AgentIdentity agent) => agent.DeviceId == _fixtureDeviceId && FixtureDevice is not null
        ? TimeSpan.FromDays(1)
        : _links.Find(agent.DeviceId)?.ConnectedFor(agent.AgentId) ?? TimeSpan.Zero;

    public void Log(AgentIdentity agent, string level, string message) => _journal.Raise(
        FactoryEventNames.AgentLog, agent.DeviceId, new("level", level), new("agent", agent.Kind), new("message", message));

    public void Report(string deviceId, string name, FactoryDetail[] details) => _journal.Raise(name, deviceId, details);

    public void Dispose()
    {
        AgentSlot[] slots;
        lock (_gate)
            slots = [.. _slots.Values];
        foreach (var slot in slots)
            slot.Stop();
    }

    /// <summary>The instance that runs now; none is started for this.</summary>
    private AgentRuntime? Running(string agentId)
    {
        AgentSlot? slot;
        lock (_gate)
            slot = _slots.GetValueOrDefault(agentId);
        return slot?.Current();
    }

    private void Ensure(AgentIdentity identity, Func<Agent> program)
    {
        AgentSlot? slot;
        lock (_gate)
        {
            if (_slots.ContainsKey(identity.AgentId))
                return;
            slot = new AgentSlot(identity, program, this, new SavedData(_store, identity.AgentId));
            _slots.Add(identity.AgentId, slot);
        }

        _journal.Raise(
            FactoryEventNames.AgentStarted, identity.DeviceId, new("agent", identity.AgentId), new("kind", identity.Kind));
        slot.Start();
    }

    private sealed class Restart(AgentSlot slot)
    {
        public ITimer? Timer { get; set; }

        public void Fire()
        {
            Timer?.Dispose();
            slot.Start(ConfigParamsDelay);
        }
    }
}
