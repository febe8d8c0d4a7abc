using AgentEmulator.Agents;
using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Agents;

public sealed class DutAgentTests
{
    [Fact]
    public async Task Token_is_relayed_with_the_programmed_network()
    {
        await using var factory = new TestFactory();
        var device = await ReadyAsync(factory);
        var data = (await FactoryFlow.ReceiveAsync(device, "activation.token")).Data;
        Assert.Equal((TestFactory.Ssid, TestFactory.Password), (data.GetProperty("ssid").GetString(), data.GetProperty("password").GetString()));
        Assert.Equal(4, data.EnumerateObject().Count());
    }

    [Theory]
    [InlineData("ethernet")]
    [InlineData("cellular")]
    public async Task Device_without_wifi_gets_no_credentials(string network)
    {
        await using var factory = new TestFactory(o => o with { Dut = o.Dut with { Ssid = null } });
        var device = await ReadyAsync(factory, network);
        var data = (await FactoryFlow.ReceiveAsync(device, "activation.token")).Data;
        Assert.Equal(["plan_id", "token_id"], data.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Wifi_device_is_refused_when_no_network_is_programmed()
    {
        await using var factory = new TestFactory(o => o with { Dut = o.Dut with { Ssid = null } });
        var device = await ReadyAsync(factory);
        Assert.Equal("wifi-not-configured", await RefusalAsync(device));
        Assert.DoesNotContain(FactoryEventNames.TokenIssued, factory.Events.Names);
    }

    [Fact]
    public async Task Unavailable_cloud_is_tried_again_with_doubling_pauses()
    {
        await using var factory = new TestFactory();
        factory.Faults.FailEnroll(2);
        var device = await ReadyAsync(factory);
        factory.Time.Advance(TimeSpan.FromSeconds(1));
        factory.Time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(0, await device.PollAsync());
        factory.Time.Advance(TimeSpan.FromSeconds(0.1));
        await FactoryFlow.ReceiveAsync(device, "activation.token");
        Assert.Equal("3", factory.Events.Single(FactoryEventNames.TokenRelayed)["attempts"]);
    }

    [Fact]
    public async Task Cloud_that_stays_unavailable_is_told_after_five_attempts()
    {
        await using var factory = new TestFactory();
        factory.Faults.FailEnroll(100);
        var device = await ReadyAsync(factory);
        for (var i = 0; i < 15; i++)
            factory.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("cloud-unavailable", await RefusalAsync(device));
        Assert.Equal(5, factory.Events.Of(FactoryEventNames.TokenRequestRefused).Count);
    }

    [Fact]
    public async Task Retry_after_is_honoured()
    {
        await using var factory = new TestFactory();
        factory.Faults.EnrollLimit = new RequestLimit(0, TimeSpan.FromSeconds(12));
        var device = await ReadyAsync(factory);
        factory.Faults.EnrollLimit = null;
        factory.Time.Advance(TimeSpan.FromSeconds(11.9));
        Assert.Equal(0, await device.PollAsync());
        factory.Time.Advance(TimeSpan.FromSeconds(0.1));
        await FactoryFlow.ReceiveAsync(device, "activation.token");
    }

    [Fact]
    public async Task Retry_after_is_bounded()
    {
        await using var factory = new TestFactory();
        factory.Faults.EnrollLimit = new RequestLimit(0, TimeSpan.FromHours(1));
        var device = await ReadyAsync(factory);
        factory.Faults.EnrollLimit = null;
        factory.Time.Advance(TimeSpan.FromSeconds(30));
        await FactoryFlow.ReceiveAsync(device, "activation.token");
    }

    [Fact]
    public async Task Refused_key_is_told_at_once_and_never_logged()
    {
        await using var factory = new TestFactory(o => o with { Dut = o.Dut with { ApiKey = "wrong-secret-key" } });
        var device = await ReadyAsync(factory);
        Assert.Equal("api-key-refused", await RefusalAsync(device));
        Assert.Single(factory.Events.Of(FactoryEventNames.TokenRequestRefused));
        Assert.All(factory.Events.All, e => Assert.DoesNotContain("wrong-secret-key", e.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("wrong-secret-key", new DutAgentSettings { ApiKey = "wrong-secret-key", EnrollUrl = "" }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_refusals_are_not_repeated()
    {
        await using var factory = new TestFactory();
        factory.Faults.FailEnroll(1, 403);
        var device = await ReadyAsync(factory);
        Assert.Equal("cloud-refused", await RefusalAsync(device));
    }

    [Fact]
    public async Task Second_ready_while_fetching_asks_once_and_a_later_one_gets_a_fresh_token()
    {
        await using var factory = new TestFactory();
        factory.Faults.CloudLatency = TimeSpan.FromSeconds(2);
        var device = await ReadyAsync(factory);
        await device.SendAsync("ready.for.token", """{"network":"wifi"}""");
        factory.Time.Advance(TimeSpan.FromSeconds(2));
        factory.Events.Single(FactoryEventNames.TokenIssued);
        await device.SendAsync("ready.for.token", """{"network":"wifi"}""");
        factory.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, factory.Events.Of(FactoryEventNames.TokenIssued).Count);
    }

    [Fact]
    public async Task Fixture_that_is_away_for_a_moment_is_tried_again()
    {
        await using var factory = new TestFactory();
        var device = factory.NewDevice();
        await device.HelloAsync();
        var agents = factory.Host.Services.Agents;
        agents.Migrate(agents.FixtureAgentId, TimeSpan.FromSeconds(0.5));
        await device.SendAsync("activation.data", Activation(device));
        factory.Time.Advance(TimeSpan.FromSeconds(0.5));
        factory.Time.Advance(TimeSpan.FromSeconds(0.5));
        await FactoryFlow.ReceiveAsync(device, "activation.data.received");
    }

    [Fact]
    public async Task Fixture_that_stays_away_is_an_error_after_three_attempts()
    {
        await using var factory = new TestFactory();
        var device = factory.NewDevice();
        await device.HelloAsync();
        var agents = factory.Host.Services.Agents;
        agents.Migrate(agents.FixtureAgentId, TimeSpan.FromHours(1));
        await device.SendAsync("activation.data", Activation(device));
        for (var i = 0; i < 10; i++)
            factory.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await device.PollAsync());
        Assert.Equal(3, factory.Events.All.Count(e => e["message"]?.StartsWith("problem contacting fixture", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task Test_results_and_failed_blessings_are_reported()
    {
        await using var factory = new TestFactory();
        var device = factory.NewDevice();
        await device.SendAsync(
            "test.result", """{"passed":false,"tests":[{"name":"flash","passed":false,"detail":""},{"name":"led","passed":true,"detail":""}]}""");
        await device.SendAsync("bless.failed", """{"reason":"bless-refused","message":""}""");
        var result = factory.Events.Single(FactoryEventNames.TestResult);
        Assert.Equal(("false", "2", "flash"), (result["passed"], result["tests"], result["failed"]));
        Assert.Contains(factory.Events.All, e => e["message"] == "blessing failed: bless-refused");
    }

    private static string Activation(TestDevice device) =>
        $$"""{"device_id":"{{device.DeviceId}}","mac":"{{device.Mac}}","plan_id":"0123456789abcdef","token_id":"fedcba9876543210"}""";

    private static async Task<TestDevice> ReadyAsync(TestFactory factory, string network = "wifi")
    {
        var device = factory.NewDevice();
        await device.SendAsync("ready.for.token", $$"""{"device_id":"{{device.DeviceId}}","mac":"{{device.Mac}}","network":"{{network}}"}""");
        return device;
    }

    private static async Task<string?> RefusalAsync(TestDevice device) =>
        (await FactoryFlow.ReceiveAsync(device, "activation.refused")).Data.GetProperty("reason").GetString();
}
