using AgentEmulator.Events;

namespace AgentEmulator.Tests.Activation;

/// <summary>A board that was activated, is reset to its factory state, and goes through the factory again.</summary>
public sealed class ReenrollmentTests
{
    private static readonly string[] ConfigurationSlots = [@"I:\config.0", @"I:\config.1"];

    [Fact]
    public void With_the_same_plan_the_board_gets_its_agent_and_url_back()
    {
        using var activation = new SimulatedActivation();
        var first = activation.Run();
        var again = ActivateAgain(activation, first.PlanId);
        Assert.Equal(first.PlanId, again["plan"]);
        Assert.Equal(first.AgentUrl, again["agent_url"]);
    }

    [Fact]
    public void With_a_new_plan_the_board_gets_a_new_agent_and_a_new_url()
    {
        using var activation = new SimulatedActivation();
        var first = activation.Run();
        var again = ActivateAgain(activation, planId: null);
        Assert.NotEqual(first.PlanId, again["plan"]);
        Assert.NotEqual(first.AgentUrl, again["agent_url"]);
    }

    [Fact]
    public void A_board_is_not_blessed_a_second_time()
    {
        using var activation = new SimulatedActivation();
        activation.Run();
        ActivateAgain(activation, planId: null);
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceBlessed));
        Assert.Equal(1, activation.Scenario.Services.Cloud.FindDevice(activation.DeviceId)!.Blessings);
    }

    [Fact]
    public void A_plan_that_the_cloud_does_not_know_ends_with_no_token_and_the_old_activation_in_place()
    {
        using var activation = new SimulatedActivation();
        var first = activation.Run();
        Reset(activation, "0123456789abcdef");
        activation.Scenario.Board.PowerOn();
        Assert.True(activation.Scenario.Lab.RunUntil(
            () => activation.Count(FactoryEventNames.TokenNotAvailable) > 0, TimeSpan.FromMinutes(3)));
        Assert.Equal(first.PlanId, activation.Scenario.Services.Cloud.FindDevice(activation.DeviceId)!.PlanId);
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceActivated));
    }

    internal static FactoryEvent ActivateAgain(SimulatedActivation activation, string? planId)
    {
        Reset(activation, planId);
        activation.Scenario.Board.PowerOn();
        Assert.True(
            activation.Scenario.Lab.RunUntil(() => activation.Count(FactoryEventNames.ClaimConfirmed) == 2, TimeSpan.FromMinutes(3)),
            string.Join('\n', activation.Console));
        return activation.Facts.Last(f => f.Name == FactoryEventNames.DeviceActivated);
    }

    /// <summary>What a service technician does: cut the power, wipe the configuration, and set the agent up for the plan.</summary>
    private static void Reset(SimulatedActivation activation, string? planId)
    {
        var scenario = activation.Scenario;
        scenario.Board.PowerOff();
        scenario.Lab.RunFor(TimeSpan.FromSeconds(1));
        scenario.Board.Provision(files =>
        {
            foreach (var slot in ConfigurationSlots)
            {
                if (files.FileExists(slot))
                    files.Delete(slot);
            }
        });
        scenario.Services.Dut = scenario.Services.Dut with { PlanId = planId };
        var agent = activation.Facts.Last(f => f.Name == FactoryEventNames.AgentStarted && f["kind"] == "dut")["agent"]!;
        Assert.True(scenario.Services.Agents.Migrate(agent, TimeSpan.Zero));
    }
}
