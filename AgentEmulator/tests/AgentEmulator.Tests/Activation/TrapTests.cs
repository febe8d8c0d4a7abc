using AgentEmulator.Activation;
using AgentEmulator.Agents;
using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Activation;

/// <summary>
/// The traps of factory activation, each sprung on purpose by firmware, agents or surroundings as they are met on lines, and named
/// by the report.
/// </summary>
public sealed class TrapTests
{
    [Fact]
    public void Careful_use_of_the_careless_firmware_activates()
    {
        using var activation = new SimulatedActivation(new ActivationOptions(), SimulatedActivation.Careless);
        var report = activation.Run();
        Assert.True(report.Succeeded, $"{report.Reason} {report.Detail}\n{string.Join('\n', activation.Console)}");
        Assert.Empty(report.Notes);
    }

    [Theory]
    [InlineData("fetches-the-token-before-slow-tests", FailureReason.TokenExpired, null)]
    [InlineData("clears-the-configuration", FailureReason.ConfigurationCleared, "clearconfiguration(all) after the tokens were stored")]
    [InlineData("registers-handler-late", FailureReason.NoHandler, "the device has no handler for \"activation.token\"")]
    [InlineData("mistypes-a-name", FailureReason.NoHandler, "the device has no handler for \"activation.token\"")]
    [InlineData("reads-configparams-early", FailureReason.ConfigParamsNotReady, "read by the device before it was populated")]
    [InlineData("knows-other-fixtures-only", FailureReason.NeverReady, null)]
    public void A_mistake_in_firmware_is_named(string mistake, string reason, string? detail)
    {
        using var activation = new SimulatedActivation(new ActivationOptions { Patience = TimeSpan.FromMinutes(15) }, SimulatedActivation.Careless);
        activation.Scenario.Board.Provision(files => files.WriteAllBytes(@"I:\mistake.txt", System.Text.Encoding.UTF8.GetBytes(mistake)));
        AssertNamed(activation.Run(), reason, detail, activation);
    }

    [Theory]
    [InlineData(Fault.WrongWifi, FailureReason.WifiCredentialsRefused)]
    [InlineData(Fault.NoWifi, FailureReason.WifiNotFound)]
    [InlineData(Fault.NoDhcp, FailureReason.NoIpAddress)]
    [InlineData(Fault.NoInternet, FailureReason.NoInternet)]
    public void The_fixture_sees_a_timeout_only_and_the_report_says_what_failed(string fault, string reason)
    {
        using var activation = new SimulatedActivation(fault);
        var report = activation.Run();
        AssertNamed(report, reason, null, activation, anyDetail: true);
        activation.Scenario.Lab.RunFor(TimeSpan.FromMinutes(2));
        var timeout = Assert.Single(activation.Facts, f => f.Name == FactoryEventNames.ClaimTimeout);
        Assert.Null(timeout["reason"]);
    }

    [Fact]
    public void The_led_is_dark_after_a_minute_while_the_board_still_fails()
    {
        using var activation = new SimulatedActivation(
            new ActivationOptions { Board = "esp-wrover-kit", Faults = new HashSet<string> { Fault.NoWifi } });
        var board = activation.Scenario.Board;
        var led = Assert.IsType<VirtualBoard.Boards.GpioLed>(board.Definition.Led);
        var changes = new List<TimeSpan>();
        var booted = TimeSpan.Zero;
        board.BootStarted += _ => booted = activation.Scenario.Lab.Now;
        board.Gpio.LevelChanged += (pin, _) =>
        {
            if (pin == led.Pin && board.BootCount == 2)
                changes.Add(activation.Scenario.Lab.Now);
        };
        var report = activation.Run();
        activation.Scenario.Lab.RunFor(TimeSpan.FromMinutes(3));
        AssertNamed(report, FailureReason.WifiNotFound, null, activation, anyDetail: true);
        Assert.NotEmpty(changes);
        Assert.InRange(changes[^1] - booted, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(63));
        Assert.Contains("connect-failed", activation.Console[^2] + activation.Console[^1] + activation.Console[^3] + activation.Console[^4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_is_kept_for_the_day_of_installation_has_expired()
    {
        using var activation = new SimulatedActivation(new ActivationOptions
        {
            // A fixture that takes reports and watches nothing: nobody waits for this unit today.
            Agents = programs => programs with
            {
                Fixture = () => new RecordingAgent(agent => agent.TheHttp.OnRequest((_, response) => response.Send(200, "OK"))),
            },
            Patience = TimeSpan.FromDays(2),
        });
        var board = activation.Scenario.Board;
        var lab = activation.Scenario.Lab;
        activation.Scenario.StepReached += step =>
        {
            if (step.Name == ActivationSteps.Rebooted && board.BootCount == 2)
                lab.After(TimeSpan.Zero, () => board.PowerCycle(TimeSpan.FromDays(1)));
        };
        AssertNamed(activation.Run(), FailureReason.TokenExpired, null, activation);
    }

    [Fact]
    public void A_token_that_an_agent_hands_out_twice_is_refused_to_the_second_board()
    {
        SimulatedActivation? running = null;
        using var activation = new SimulatedActivation(new ActivationOptions
        {
            Agents = programs => programs with
            {
                Dut = () => new RecordingAgent(agent => agent.TheDevice.On("ready.for.token", _ =>
                {
                    // Fetched once, kept, and used by the board before this one.
                    var cloud = running!.Scenario.Services.Cloud;
                    var token = cloud.Enroll(null)!;
                    cloud.Admit("50000000000000aa", "0000000000aa");
                    cloud.Bless("50000000000000aa", true);
                    Assert.True(cloud.Activate("50000000000000aa", token.PlanId, token.TokenId).Activated);
                    agent.TheDevice.Send("activation.token", new System.Text.Json.Nodes.JsonObject
                    {
                        ["plan_id"] = token.PlanId, ["token_id"] = token.TokenId, ["ssid"] = "customer-home", ["password"] = "customer-home-key",
                    });
                })),
            },
        });
        running = activation;
        AssertNamed(activation.Run(), FailureReason.TokenRejected, "the token was used by another device", activation);
    }

    [Theory]
    [InlineData("developer token", "production devices are activated with production tokens only")]
    [InlineData("other account", "the token is of another account than the one that blessed the device")]
    public void A_token_of_the_wrong_sort_is_refused_and_the_report_says_which(string sort, string detail)
    {
        SimulatedActivation? running = null;
        using var activation = new SimulatedActivation(new ActivationOptions
        {
            Agents = programs => programs with
            {
                Dut = () => new RecordingAgent(agent => agent.TheDevice.On("ready.for.token", _ =>
                {
                    var token = sort == "developer token"
                        ? running!.Scenario.Services.Cloud.Enroll(TokenKind.Developer, null, CloudAccount.Own).Token!
                        : running!.Scenario.Services.Cloud.Enroll(TokenKind.Production, null, CloudAccount.Other).Token!;
                    agent.TheDevice.Send("activation.token", new System.Text.Json.Nodes.JsonObject
                    {
                        ["plan_id"] = token.PlanId, ["token_id"] = token.TokenId, ["ssid"] = "customer-home", ["password"] = "customer-home-key",
                    });
                })),
            },
        });
        running = activation;
        AssertNamed(activation.Run(), FailureReason.TokenRejected, detail, activation);
    }

    [Fact]
    public void A_name_that_is_mistyped_in_an_agent_is_named()
    {
        using var activation = new SimulatedActivation(new ActivationOptions
        {
            Agents = programs => programs with
            {
                Dut = () => new RecordingAgent(agent =>
                {
                    agent.TheDevice.On("test.result", _ => { });
                    agent.TheDevice.On("ready.for.tokne", _ => { });
                }),
            },
            Patience = TimeSpan.FromMinutes(15),
        });
        AssertNamed(activation.Run(), FailureReason.NoHandler, "the dut agent has no handler for \"ready.for.token\"", activation);
    }

    [Fact]
    public void The_application_takes_over_two_seconds_after_blessing_and_what_is_sent_later_is_lost()
    {
        using var activation = new SimulatedActivation(new ActivationOptions { ApplicationTakeover = TimeSpan.FromSeconds(2) });
        var services = activation.Scenario.Services;
        activation.Scenario.FactoryReported += (_, fact) =>
        {
            // The fixture's agent is away when the device reports: the report is repeated, but the DUT firmware is gone by then.
            if (fact.Name == FactoryEventNames.DeviceBlessed)
                activation.Scenario.Lab.After(TimeSpan.Zero, () => services.Agents.Migrate(services.Agents.FixtureAgentId, TimeSpan.FromMinutes(5)));
        };
        var report = activation.Run();
        AssertNamed(report, FailureReason.FixtureNotTold, null, activation, anyDetail: true);
        Assert.Contains(activation.Console, line => line.Contains("state: application-loaded", StringComparison.Ordinal));
        Assert.Contains(report.Recovered, text => text.Contains("the application took over", StringComparison.Ordinal));
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceActivated));
    }

    [Fact]
    public void An_agent_that_reads_config_params_at_its_start_only_never_tells_the_fixture()
    {
        using var activation = new SimulatedActivation(new ActivationOptions
        {
            Agents = programs => programs with { Dut = () => new EagerDutAgent(programs.Dut()) },
            Faults = new HashSet<string> { Fault.AgentMigration },
        });
        AssertNamed(activation.Run(), FailureReason.FixtureNotTold, "read by the dut agent before it was populated", activation);
    }

    [Fact]
    public void A_fixture_agent_that_keeps_its_polls_in_memory_loses_them_when_it_is_moved()
    {
        using var activation = new SimulatedActivation(new ActivationOptions
        {
            Agents = programs => programs with { Fixture = () => new ForgetfulFixtureAgent(everySecond: 1) },
            Faults = new HashSet<string> { Fault.AgentMigration },
        });
        AssertNamed(activation.Run(), FailureReason.ClaimLost, "the fixture's agent was moved meanwhile", activation);
    }

    [Fact]
    public void A_fixture_agent_that_polls_every_token_every_second_uses_up_its_credits()
    {
        using var activation = new SimulatedActivation(new ActivationOptions
        {
            Agents = programs => programs with { Fixture = () => new ForgetfulFixtureAgent(everySecond: 64) },
        });
        AssertNamed(activation.Run(), FailureReason.HttpCreditsUsedUp, "by the fixture agent", activation);
    }

    [Fact]
    public void Agents_that_are_moved_in_the_middle_of_their_work_lose_nothing_when_they_save_it()
    {
        using var activation = new SimulatedActivation(Fault.AgentMigration);
        var report = activation.Run();
        Assert.True(report.Succeeded, $"{report.Reason} {report.Detail}\n{string.Join('\n', activation.Facts)}");
        Assert.Equal(3, activation.Count(FactoryEventNames.AgentMigrated));
        Assert.Equal(1, activation.Count(FactoryEventNames.ClaimConfirmed));
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceBlessed));
    }

    [Fact]
    public void An_agent_that_throws_is_named_with_its_error()
    {
        using var activation = new SimulatedActivation(new ActivationOptions
        {
            Agents = programs => programs with
            {
                Dut = () => new RecordingAgent(agent => agent.TheDevice.On("ready.for.token", _ => throw new FormatException("no such field"))),
            },
            Patience = TimeSpan.FromMinutes(15),
        });
        AssertNamed(activation.Run(), FailureReason.AgentFailed, "the dut agent: FormatException: no such field", activation);
    }

    [Fact]
    public void A_new_plan_gives_a_new_agent_and_the_report_says_that_the_old_url_is_dead()
    {
        using var activation = new SimulatedActivation();
        var first = activation.Run();
        Assert.Empty(first.Notes);
        ReenrollmentTests.ActivateAgain(activation, planId: null);
        var note = Assert.Single(activation.Scenario.Tracker.Notes, text => text.Contains("new plan ID", StringComparison.Ordinal));
        Assert.Contains(first.AgentUrl!, note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_board_that_was_blessed_before_is_not_blessed_again_and_the_report_says_so()
    {
        using var activation = new SimulatedActivation(Fault.ExpiredToken);
        activation.Run();
        activation.Scenario.Services.Faults.TokenLifetime = null;
        activation.Scenario.Lab.RunFor(TimeSpan.FromSeconds(5));
        activation.Scenario.Board.PowerCycle(TimeSpan.FromSeconds(1));
        Assert.True(activation.Scenario.Lab.RunUntil(() => activation.Count(FactoryEventNames.ClaimConfirmed) == 1, TimeSpan.FromMinutes(3)));
        Assert.Contains(activation.Scenario.Tracker.Notes, text => text.Contains("blessed this device before", StringComparison.Ordinal));
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceBlessed));
    }

    private static void AssertNamed(
        ActivationReport report, string reason, string? detail, SimulatedActivation activation, bool anyDetail = false)
    {
        Assert.True(
            ("failed", reason) == (report.Outcome, report.Reason) && (anyDetail || detail == report.Detail),
            $"expected {reason} ({detail}), got {report.Outcome} {report.Reason} ({report.Detail})\n{string.Join('\n', activation.Console)}\n{string.Join('\n', activation.Facts)}");
        Assert.Equal(FailureReason.Advice(reason), report.Advice);
    }
}
