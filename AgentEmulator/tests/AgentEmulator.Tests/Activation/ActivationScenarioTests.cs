using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Events;
using AgentEmulator.Tests.Support;
using VirtualBoard.Boards;
using VirtualBoard.Web;

namespace AgentEmulator.Tests.Activation;

public sealed class ActivationScenarioTests
{
    [Fact]
    public void A_flawless_activation_reaches_every_step_once_and_in_order()
    {
        using var activation = new SimulatedActivation();
        var report = activation.Run();
        Assert.Equal(("activated", null), (report.Outcome, report.Reason));
        Assert.Equal(ActivationSteps.All, report.Steps.Select(s => s.Name));
        Assert.Equal(2, report.Boots);
        Assert.Empty(report.Recovered);
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceBlessed));
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceActivated));
        Assert.Matches("^[0-9a-f]{16}$", report.PlanId);
        Assert.StartsWith("http://agents.lab/", report.AgentUrl);
        Assert.InRange(report.BoardTime, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
    }

    public static TheoryData<string> Boards => [.. InstalledFiles.BoardNames()];

    [Theory]
    [MemberData(nameof(Boards))]
    public void Each_board_activates_within_its_limits_and_over_its_own_network(string name)
    {
        using var activation = new SimulatedActivation(new ActivationOptions { Board = name });
        var report = activation.Run();
        Assert.True(report.Succeeded, $"{report.Reason}\n{string.Join('\n', activation.Console)}");
        var board = activation.Scenario.Board;
        var expected = ActivationSteps.All.Where(step => board.Definition.Network is WifiNetwork || step != ActivationSteps.WifiStored);
        Assert.Equal(expected, report.Steps.Select(s => s.Name));
        var address = report.Steps.Single(s => s.Name == ActivationSteps.Connected).Detail;
        Assert.StartsWith(
            board.Definition.Network switch { WifiNetwork => "192.168.", EthernetNetwork => "10.0.0.", _ => "100.64.0." },
            address,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_pulled_cable_is_told_and_a_cable_put_back_lets_the_board_activate()
    {
        using var activation = new SimulatedActivation(new ActivationOptions { Board = "wt32-eth01" });
        var board = activation.Scenario.Board;
        board.BootStarted += boot => board.Ethernet!.IsPlugged = boot.Number == 1;
        var report = activation.Run();
        Assert.Equal(("failed", FailureReason.NoIpAddress), (report.Outcome, report.Reason));

        board.Ethernet!.IsPlugged = true;
        Assert.True(activation.Scenario.Lab.RunUntil(
            () => activation.Count(FactoryEventNames.DeviceActivated) == 1, TimeSpan.FromMinutes(3)), string.Join('\n', activation.Console));
    }

    [Fact]
    public void A_run_is_a_function_of_its_seed()
    {
        Assert.Equal(Trace(3), Trace(3));
        Assert.NotEqual(Trace(3), Trace(4));

        static List<string> Trace(ulong seed)
        {
            using var activation = new SimulatedActivation(new ActivationOptions { Seed = seed });
            activation.Run();
            return [.. activation.Console, .. activation.Facts.Select(f => $"{f.At:O} {f}")];
        }
    }

    [Theory]
    [InlineData(Fault.ExpiredToken, FailureReason.TokenExpired)]
    [InlineData(Fault.WrongWifi, FailureReason.WifiCredentialsRefused)]
    [InlineData(Fault.NoInternet, FailureReason.NoInternet)]
    [InlineData(Fault.BadApiKey, FailureReason.ApiKeyRefused)]
    [InlineData(Fault.BlessRefused, FailureReason.BlessRefused)]
    [InlineData(Fault.LoadCodeAfterBlessing, FailureReason.ApplicationLoaded)]
    public void A_fault_that_cannot_be_overcome_ends_with_its_own_reason_and_advice(string fault, string reason)
    {
        using var activation = new SimulatedActivation(fault);
        var report = activation.Run();
        Assert.Equal(("failed", reason), (report.Outcome, report.Reason));
        Assert.Equal(FailureReason.Advice(reason), report.Advice);
        Assert.Equal(0, activation.Count(FactoryEventNames.ClaimConfirmed));
        Assert.True(report.BoardTime < TimeSpan.FromMinutes(3), $"took {report.BoardTime}");
    }

    [Fact]
    public void Failing_token_requests_are_overcome_by_the_agent()
    {
        using var activation = new SimulatedActivation(Fault.Cloud5xx);
        var report = activation.Run();
        Assert.True(report.Succeeded);
        Assert.Contains("2 token requests", Assert.Single(report.Recovered), StringComparison.Ordinal);
        Assert.Equal(2, activation.Count(FactoryEventNames.TokenRequestRefused));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_power_cut_in_the_save_is_overcome_with_one_blessing(ulong seed)
    {
        using var activation = new SimulatedActivation(
            new ActivationOptions { Seed = seed, Faults = new HashSet<string> { Fault.PowerCut } });
        var report = activation.Run();
        Assert.True(report.Succeeded, report.Reason);
        Assert.Contains("power was cut", report.Recovered[0], StringComparison.Ordinal);
        Assert.True(report.Boots >= 2);
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceBlessed));
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceActivated));
    }

    [Fact]
    public void An_expired_token_is_overcome_by_the_next_run_of_the_board()
    {
        using var activation = new SimulatedActivation(Fault.ExpiredToken);
        activation.Run();
        activation.Scenario.Services.Faults.TokenLifetime = null;
        var lab = activation.Scenario.Lab;
        lab.RunFor(TimeSpan.FromSeconds(5));
        activation.Scenario.Board.PowerCycle(TimeSpan.FromSeconds(1));
        Assert.True(lab.RunUntil(() => activation.Count(FactoryEventNames.ClaimConfirmed) == 1, TimeSpan.FromMinutes(3)), string.Join('\n', activation.Console));
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceBlessed));
        Assert.Equal(2, activation.Count(FactoryEventNames.TokenIssued));
    }

    [Theory]
    [InlineData(Fault.WrongWifi)]
    [InlineData(Fault.NoInternet)]
    public void A_network_that_is_mended_lets_the_board_activate_without_help(string fault)
    {
        using var activation = new SimulatedActivation(fault);
        activation.Run();
        var lab = activation.Scenario.Lab;
        var programmed = lab.Air.AccessPoints[1];
        programmed.Password = new ActivationOptions().ProgrammedNetwork.Password;
        programmed.HasInternet = true;
        Assert.True(lab.RunUntil(() => activation.Count(FactoryEventNames.DeviceActivated) == 1, TimeSpan.FromMinutes(5)), string.Join('\n', activation.Console));
    }

    [Fact]
    public void Production_firmware_sends_heartbeats_after_activation()
    {
        using var activation = new SimulatedActivation();
        activation.Run();
        activation.Scenario.Lab.RunFor(TimeSpan.FromMinutes(2));
        Assert.True(activation.Count(FactoryEventNames.Heartbeat) >= 3);
    }

    [Fact]
    public void A_flash_file_brings_an_activated_board_back()
    {
        var file = Path.Combine(TestFolders.Create("flash").FullName, "board.flash");
        var options = new ActivationOptions { FlashFile = file };
        ActivationReport first;
        using (var activation = new SimulatedActivation(options))
            first = activation.Run();
        using (var again = new SimulatedActivation(options))
        {
            var second = again.Run();
            Assert.True(second.Succeeded);
            Assert.True(second.AlreadyActivated);
            Assert.Equal(first.AgentUrl, second.AgentUrl);
            Assert.Equal(first.PlanId, second.PlanId);
            Assert.Equal(0, again.Count(FactoryEventNames.DeviceBlessed));
        }
    }

    [Fact]
    public void No_token_key_or_password_is_ever_shown()
    {
        using var activation = new SimulatedActivation();
        var sent = new List<string>();
        activation.Scenario.Lab.Internet.Faults = (_, request) =>
        {
            sent.Add(Encoding.UTF8.GetString(request.Body));
            return WireFault.None;
        };
        var report = activation.Run();
        var token = Regex.Match(string.Join('\n', sent), "\"token_id\":\"([0-9a-f]{16})\"").Groups[1].Value;
        Assert.NotEmpty(token);
        var shown = string.Join('\n', activation.Console) + string.Join('\n', activation.Facts) + report.ToJson();
        var options = new ActivationOptions();
        Assert.DoesNotContain(options.FactoryNetwork.Password, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(options.ProgrammedNetwork.Password, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("blinkup-api-key", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(token, shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData(Fault.BadApiKey)]
    [InlineData(Fault.PowerCut, Fault.Cloud5xx)]
    public void The_json_report_is_one_object_with_the_promised_names(params string[] faults)
    {
        using var activation = new SimulatedActivation(faults);
        using var json = JsonDocument.Parse(activation.Run().ToJson());
        string[] names = ["outcome", "reason", "device_id", "mac", "plan_id", "agent_url", "boots", "board_ms", "wall_ms", "steps"];
        foreach (var name in names)
            Assert.True(json.RootElement.TryGetProperty(name, out _), name);
        foreach (var step in json.RootElement.GetProperty("steps").EnumerateArray())
        {
            Assert.Equal(JsonValueKind.String, step.GetProperty("name").ValueKind);
            Assert.True(step.GetProperty("board_ms").GetInt64() >= 0);
        }
    }
}
