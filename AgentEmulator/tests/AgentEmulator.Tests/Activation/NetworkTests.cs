using AgentEmulator.Activation;
using AgentEmulator.Events;

namespace AgentEmulator.Tests.Activation;

/// <summary>Networks of factories and of products, and what activation makes of each.</summary>
public sealed class NetworkTests
{
    private static readonly WifiCredentials Open = new("shop-open", "");

    [Fact]
    public void An_open_network_needs_no_password() => AssertActivates(new ActivationOptions { ProgrammedNetwork = Open }, accessPoints: 2);

    [Fact]
    public void A_factory_may_be_open_and_the_product_not() => AssertActivates(new ActivationOptions { FactoryNetwork = Open }, accessPoints: 2);

    [Fact]
    public void The_factorys_own_network_will_do() =>
        AssertActivates(new ActivationOptions { ProgrammedNetwork = new ActivationOptions().FactoryNetwork }, accessPoints: 1);

    [Fact]
    public void The_longest_name_and_password_work() =>
        AssertActivates(new ActivationOptions { ProgrammedNetwork = new WifiCredentials(new string('s', 32), new string('p', 63)) }, accessPoints: 2);

    [Fact]
    public void A_missing_second_access_point_is_told_by_name()
    {
        using var activation = new SimulatedActivation(Fault.NoWifi);
        var report = activation.Run();
        Assert.Equal(FailureReason.WifiNotFound, report.Reason);
        Assert.Contains("a second access point is needed", report.Detail, StringComparison.Ordinal);
        Assert.Contains("customer-home", report.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wired_board_stores_no_wifi_and_needs_no_access_point()
    {
        using var activation = new SimulatedActivation(new ActivationOptions { Board = "wt32-eth01", Faults = new HashSet<string> { Fault.NoWifi } });
        var report = activation.Run();
        Assert.True(report.Succeeded, report.Reason);
        Assert.DoesNotContain(report.Steps, step => step.Name == ActivationSteps.WifiStored);
        Assert.DoesNotContain(activation.Facts, f => f.ToString().Contains("customer-home", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cellular_board_stores_no_wifi_either()
    {
        using var activation = new SimulatedActivation(new ActivationOptions { Board = "lilygo-t-a7670x", Faults = new HashSet<string> { Fault.NoWifi } });
        var report = activation.Run();
        Assert.True(report.Succeeded, $"{report.Reason}\n{string.Join('\n', activation.Console)}");
        Assert.DoesNotContain(report.Steps, step => step.Name == ActivationSteps.WifiStored);
    }

    [Theory]
    [InlineData("cellular-not-supported")]
    [InlineData("no-ethernet-interface")]
    [InlineData("no-wifi-adapter")]
    public void A_network_that_the_image_cannot_use_is_told(string reason)
    {
        var tracker = new ActivationTracker();
        tracker.Observe(TimeSpan.Zero, ConsoleState.TryParse("[     100] S state: booted boot=1 program=factory")!);
        for (var attempt = 1; attempt <= 4; attempt++)
            tracker.Observe(TimeSpan.Zero, ConsoleState.TryParse($"[    1000] S state: connect-failed reason={reason} attempt={attempt} detail=\"why not\"")!);
        Assert.Equal(new Finding(FailureReason.NetworkNotSupported, "why not"), tracker.Failure);
    }

    private static void AssertActivates(ActivationOptions options, int accessPoints)
    {
        using var activation = new SimulatedActivation(options);
        var report = activation.Run();
        Assert.True(report.Succeeded, $"{report.Reason} {report.Detail}\n{string.Join('\n', activation.Console)}");
        Assert.Equal(1, activation.Count(FactoryEventNames.ClaimConfirmed));
        Assert.Equal(accessPoints, activation.Scenario.Lab.Air.AccessPoints.Count);
    }
}
