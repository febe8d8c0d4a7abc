using AgentEmulator.Events;

namespace AgentEmulator.Tests.Activation;

/// <summary>An agent can be moved at any moment: tried after every fact of an activation.</summary>
public sealed class MigrationTests
{
    /// <summary>More facts than one activation has, so that the last runs prove that all were tried.</summary>
    private const int MoreThanOneActivation = 100;

    [Theory]
    [InlineData("dut")]
    [InlineData("fixture")]
    public void An_agent_that_is_moved_after_any_fact_loses_no_unit(string kind)
    {
        var moves = 0;
        for (var fact = 1; fact <= MoreThanOneActivation; fact++)
        {
            using var activation = new SimulatedActivation();
            var moved = MoveAfter(activation, fact, kind);
            var report = activation.Run();
            Assert.True(
                report.Succeeded,
                $"{kind} agent moved after fact {fact}: {report.Reason} {report.Detail}\n{string.Join('\n', activation.Facts)}");
            Assert.Equal(1, activation.Count(FactoryEventNames.DeviceBlessed));
            Assert.Equal(1, activation.Count(FactoryEventNames.DeviceActivated));
            Assert.Equal(1, activation.Count(FactoryEventNames.ClaimConfirmed));
            if (fact > 3 && !moved())
                break;
            moves++;
        }

        Assert.InRange(moves, 10, MoreThanOneActivation - 1);
    }

    /// <summary>Tells afterwards whether there was such a fact.</summary>
    private static Func<bool> MoveAfter(SimulatedActivation activation, int fact, string kind)
    {
        var scenario = activation.Scenario;
        string? dut = null;
        var seen = 0;
        scenario.FactoryReported += (_, reported) =>
        {
            if (reported.Name == FactoryEventNames.AgentStarted && reported["kind"] == "dut")
                dut = reported["agent"];
            if (++seen != fact)
                return;
            var agent = kind == "dut" ? dut : scenario.Services.Agents.FixtureAgentId;
            if (agent is not null)
                scenario.Lab.After(TimeSpan.Zero, () => scenario.Services.Agents.Migrate(agent, TimeSpan.FromSeconds(3)));
        };
        return () => seen >= fact;
    }
}
