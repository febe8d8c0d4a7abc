using System.Text.Json;

namespace AgentEmulator.Agents;

/// <summary>
/// The place of one agent: identity and saved data outlive the instances that run in it. While an agent is being moved,
/// messages of its device wait here.
/// </summary>
internal sealed class AgentSlot(AgentIdentity identity, Func<Agent> program, IAgentPlatform platform, SavedData saved)
{
    private const int HeldCapacity = 1_024;

    private readonly Lock _gate = new();
    private readonly Queue<HeldMessage> _held = new();
    private AgentRuntime? _runtime;

    private readonly record struct HeldMessage(string Name, JsonElement Data);

    public AgentIdentity Identity { get; } = identity;

    /// <summary>Starts an instance unless one runs. Messages that waited follow the program's start.</summary>
    /// <param name="configuredIn">Time until its configuration parameters are populated.</param>
    public void Start(TimeSpan configuredIn = default)
    {
        if (Make() is not { } agent)
            return;
        AgentRuntime runtime;
        lock (_gate)
        {
            if (_runtime is not null)
                return;
            runtime = new AgentRuntime(platform, Identity, saved, configuredIn);
            runtime.Start(agent);
            while (_held.TryDequeue(out var message))
                runtime.TryEnqueueMessage(message.Name, message.Data);
            _runtime = runtime;
        }

        runtime.Run();
    }

    /// <summary>Null when the program's constructor throws: then there is no agent, as with code that does not compile.</summary>
    private Agent? Make()
    {
        try
        {
            return program();
        }
#pragma warning disable CA1031 // The boundary to user code: whatever it throws is told, and the agent does not run.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var thrown = e is System.Reflection.TargetInvocationException { InnerException: { } inner } ? inner : e;
            var error = $"{thrown.GetType().Name}: {thrown.Message}";
            platform.Log(Identity, "error", $"the agent does not start: {error}");
            platform.Report(Identity.DeviceId, Events.FactoryEventNames.AgentFailed, [new("agent", Identity.Kind), new("error", error)]);
            return null;
        }
    }

    /// <summary>Ends the instance: its memory is lost, what it saved stays.</summary>
    public void Stop()
    {
        AgentRuntime? runtime;
        lock (_gate)
        {
            runtime = _runtime;
            _runtime = null;
        }

        runtime?.End();
    }

    public bool TryEnqueue(string name, JsonElement data)
    {
        lock (_gate)
        {
            if (_runtime is { } runtime)
                return runtime.TryEnqueueMessage(name, data);
            if (_held.Count == HeldCapacity)
                return false;
            _held.Enqueue(new HeldMessage(name, data));
            return true;
        }
    }

    public void Run() => Current()?.Run();

    /// <summary>Null when the agent is just being moved.</summary>
    public AgentRuntime? Current()
    {
        lock (_gate)
            return _runtime;
    }
}
