using AgentEmulator.Agents;
using AgentEmulator.Events;
using VirtualBoard;

namespace AgentEmulator.Activation;

/// <summary>
/// Moves agents in the middle of their work, as the imp cloud may at any moment: the DUT's agent when a token was issued for it and
/// when its device reports, the fixture's agent when it has begun to watch a token. Each is away for a while and comes back with
/// what it saved, and nothing else.
/// </summary>
internal sealed class AgentMigration(Lab lab, AgentHost agents)
{
    private static readonly TimeSpan Downtime = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private string? _dutAgent;

    public void Observe(FactoryEvent fact)
    {
        switch (fact.Name)
        {
            case FactoryEventNames.AgentStarted when fact["kind"] == "dut":
                _dutAgent = fact["agent"];
                break;
            case FactoryEventNames.DeviceMessage when fact["name"] is "ready.for.token" or "activation.data":
                MoveOnce(_dutAgent, fact["name"]!);
                break;
            case FactoryEventNames.ClaimStarted:
                MoveOnce(agents.FixtureAgentId, fact.Name);
                break;
        }
    }

    // Not within the callback that raised the fact: the move comes from outside.
    private void MoveOnce(string? agent, string when)
    {
        if (agent is not null && _done.Add(when))
            lab.After(TimeSpan.Zero, () => agents.Migrate(agent, Downtime));
    }
}
