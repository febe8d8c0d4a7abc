using AgentEmulator.Agents;
using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Agents;

public sealed class FixtureAgentTests
{
    private const string Device = TestFactory.DeviceId;
    private const string Other = "50000a1b2c3d4e60";

    [Theory]
    [InlineData("GET", null, 404)]
    [InlineData("PUT", "{}", 404)]
    [InlineData("POST", "", 400)]
    [InlineData("POST", "{", 400)]
    [InlineData("POST", "[]", 400)]
    [InlineData("POST", """{"device_id":"x","plan_id":"y"}""", 400)]
    [InlineData("POST", """{"device_id":"x","plan_id":"y","token_id":5}""", 400)]
    public async Task Wrong_report_is_refused(string method, string? body, int status)
    {
        await using var factory = new TestFactory();
        Assert.Equal(status, (await factory.Http().SendAsync(method, factory.FixtureUrl, body)).Status);
        Assert.DoesNotContain(FactoryEventNames.ClaimStarted, factory.Events.Names);
    }

    [Fact]
    public async Task Failures_of_duts_are_told_to_the_fixture()
    {
        await using var factory = new TestFactory(o => o with { Dut = o.Dut with { ApiKey = "wrong" } });
        var device = factory.NewDevice();
        await device.SendAsync("test.result", """{"passed":false,"tests":[{"name":"flash","passed":false,"detail":""}]}""");
        await device.SendAsync("ready.for.token", """{"network":"wifi"}""");
        await device.SendAsync("bless.failed", """{"reason":"bless-refused","message":"no"}""");
        Assert.Equal(
            ["tests-failed flash", "api-key-refused the impCloud does not accept the BlinkUp API key", "bless-refused no"],
            factory.Events.Of(FactoryEventNames.UnitFailed).Select(e => $"{e["reason"]} {e["message"]}"));
    }

    [Fact]
    public async Task Claim_is_confirmed_with_the_agent_url()
    {
        await using var factory = new TestFactory();
        var token = await ReportAsync(factory, Device);
        Advance(factory, 3);
        var agentUrl = Activate(factory, Device, token);
        Advance(factory, 1);
        var claim = factory.Events.Single(FactoryEventNames.ClaimConfirmed);
        Assert.Equal((Device, agentUrl, "4", "0"), (claim.DeviceId, claim["agent_url"], claim["polls"], claim["failed_polls"]));
        AssertPollingStopped(factory);
    }

    [Fact]
    public async Task Unclaimed_token_is_given_up_after_a_minute_once()
    {
        await using var factory = new TestFactory();
        await ReportAsync(factory, Device);
        Advance(factory, 59);
        Assert.DoesNotContain(FactoryEventNames.ClaimTimeout, factory.Events.Names);
        Advance(factory, 1);
        Assert.Equal("60", factory.Events.Single(FactoryEventNames.ClaimTimeout)["polls"]);
        AssertPollingStopped(factory);
        factory.Events.Single(FactoryEventNames.ClaimTimeout);
    }

    [Fact]
    public async Task Failed_polls_count_towards_the_end()
    {
        await using var factory = new TestFactory(o => o with { Fixture = o.Fixture with { ApiKey = "wrong" } });
        await ReportAsync(factory, Device);
        Advance(factory, 60);
        var timeout = factory.Events.Single(FactoryEventNames.ClaimTimeout);
        Assert.Equal(("60", "60"), (timeout["polls"], timeout["failed_polls"]));
    }

    [Fact]
    public async Task Slow_cloud_is_polled_once_at_a_time_and_still_given_up()
    {
        await using var factory = new TestFactory();
        await ReportAsync(factory, Device);
        factory.Faults.CloudLatency = TimeSpan.FromSeconds(4);
        Advance(factory, 60);
        Assert.DoesNotContain(FactoryEventNames.ClaimTimeout, factory.Events.Names);
        Advance(factory, 5);
        Assert.Equal("13", factory.Events.Single(FactoryEventNames.ClaimTimeout)["polls"]);
    }

    [Fact]
    public async Task Repeated_report_is_accepted_without_a_second_poll()
    {
        await using var factory = new TestFactory();
        var token = await ReportAsync(factory, Device);
        Assert.Equal(200, await PostAsync(factory, Device, token));
        factory.Events.Single(FactoryEventNames.ClaimStarted);
        Advance(factory, 10);
        Activate(factory, Device, token);
        Advance(factory, 1);
        Assert.Equal("11", factory.Events.Single(FactoryEventNames.ClaimConfirmed)["polls"]);
    }

    [Fact]
    public async Task Newer_token_of_a_device_cancels_its_earlier_claim()
    {
        await using var factory = new TestFactory();
        await ReportAsync(factory, Device);
        var second = await ReportAsync(factory, Device);
        Assert.Equal("the device got another token", factory.Events.Single(FactoryEventNames.ClaimCancelled)["reason"]);
        Activate(factory, Device, second);
        Advance(factory, 1);
        factory.Events.Single(FactoryEventNames.ClaimConfirmed);
    }

    [Fact]
    public async Task Token_claimed_by_another_device_ends_the_claim()
    {
        await using var factory = new TestFactory();
        var token = await ReportAsync(factory, Device);
        Activate(factory, Other, token);
        Advance(factory, 1);
        Assert.Equal($"the token was claimed by {Other}", factory.Events.Single(FactoryEventNames.ClaimCancelled)["reason"]);
    }

    [Fact]
    public async Task Many_tokens_are_watched_side_by_side()
    {
        await using var factory = new TestFactory();
        var tokens = new List<(string Device, IssuedToken Token)>();
        for (var i = 0; i < 50; i++)
        {
            var device = "50000000000000" + i.ToString("x2", System.Globalization.CultureInfo.InvariantCulture);
            tokens.Add((device, await ReportAsync(factory, device)));
        }

        foreach (var (device, token) in tokens.Where((_, i) => i % 2 == 0))
            Activate(factory, device, token);
        Advance(factory, 120);
        Assert.Equal(25, factory.Events.Of(FactoryEventNames.ClaimConfirmed).Count);
        Assert.Equal(25, factory.Events.Of(FactoryEventNames.ClaimTimeout).Count);
    }

    [Fact]
    public async Task Sixty_four_tokens_are_watched_within_the_http_credits_and_none_is_missed()
    {
        await using var factory = new TestFactory();
        var tokens = new List<(string Device, IssuedToken Token)>();
        for (var i = 0; i < 64; i++)
        {
            var device = "50000000000000" + i.ToString("x2", System.Globalization.CultureInfo.InvariantCulture);
            tokens.Add((device, await ReportAsync(factory, device)));
        }

        Advance(factory, 30);
        foreach (var (device, token) in tokens)
            Activate(factory, device, token);
        Advance(factory, 120);
        Assert.Equal(64, factory.Events.Of(FactoryEventNames.ClaimConfirmed).Count);
        Assert.DoesNotContain(FactoryEventNames.HttpLimited, factory.Events.Names);
        Assert.All(factory.Events.Of(FactoryEventNames.ClaimConfirmed), claim => Assert.Equal("0", claim["failed_polls"]));
    }

    [Fact]
    public async Task Webhook_confirms_a_claim_at_once_and_its_repetition_changes_nothing()
    {
        await using var factory = new TestFactory();
        var token = await ReportAsync(factory, Device);
        var agentUrl = Activate(factory, Device, token);
        Assert.Equal(200, await WebhookAsync(factory, Device, token));
        Assert.Equal(agentUrl, factory.Events.Single(FactoryEventNames.ClaimConfirmed)["agent_url"]);
        Assert.Equal(200, await WebhookAsync(factory, Device, token));
        Assert.Equal(200, await PostAsync(factory, Device, token));
        AssertPollingStopped(factory);
        factory.Events.Single(FactoryEventNames.ClaimConfirmed);
        factory.Events.Single(FactoryEventNames.ClaimStarted);
    }

    [Fact]
    public async Task Webhook_tells_of_a_unit_whose_report_was_lost()
    {
        await using var factory = new TestFactory();
        var token = factory.Cloud.Enroll(null)!;
        Activate(factory, Device, token);
        Assert.Equal(200, await WebhookAsync(factory, Device, token));
        Assert.Equal(Device, factory.Events.Single(FactoryEventNames.ClaimConfirmed).DeviceId);
    }

    [Fact]
    public async Task Ended_claims_are_remembered_over_a_migration()
    {
        await using var factory = new TestFactory();
        var token = await ReportAsync(factory, Device);
        Activate(factory, Device, token);
        Advance(factory, 2);
        var agents = factory.Host.Services.Agents;
        agents.Migrate(agents.FixtureAgentId, TimeSpan.Zero);
        Assert.Equal(200, await WebhookAsync(factory, Device, token));
        Advance(factory, 60);
        factory.Events.Single(FactoryEventNames.ClaimConfirmed);
    }

    [Fact]
    public async Task Migration_loses_no_claim_and_keeps_its_deadline()
    {
        await using var factory = new TestFactory();
        var claimed = await ReportAsync(factory, Device);
        await ReportAsync(factory, Other);
        Advance(factory, 10);
        var agents = factory.Host.Services.Agents;
        agents.Migrate(agents.FixtureAgentId, TimeSpan.FromSeconds(5));
        Activate(factory, Device, claimed);
        Advance(factory, 6);
        Assert.Equal(Device, factory.Events.Single(FactoryEventNames.ClaimConfirmed).DeviceId);
        Advance(factory, 44);
        Assert.Equal(Other, factory.Events.Single(FactoryEventNames.ClaimTimeout).DeviceId);
        agents.Migrate(agents.FixtureAgentId, TimeSpan.Zero);
        AssertPollingStopped(factory);
    }

    [Fact]
    public async Task Full_storage_answers_500_and_watches_nothing_new()
    {
        await using var factory = new TestFactory();
        var device = new string('d', 65_000);
        Assert.Equal(200, await PostAsync(factory, device, new IssuedToken("p", "t")));
        Assert.Equal(500, await PostAsync(factory, new string('e', 65_000), new IssuedToken("p", "t")));
        Assert.Single(factory.Events.Of(FactoryEventNames.ClaimStarted));
    }

    private static void Advance(TestFactory factory, int seconds)
    {
        for (var i = 0; i < seconds; i++)
            factory.Time.Advance(TimeSpan.FromSeconds(1));
    }

    private static void AssertPollingStopped(TestFactory factory)
    {
        var lines = factory.Log.Lines.Count;
        Advance(factory, 120);
        Assert.Equal(lines, factory.Log.Lines.Count);
    }

    private static string Activate(TestFactory factory, string device, IssuedToken token)
    {
        factory.Cloud.Admit(device, device[4..]);
        factory.Cloud.Bless(device, true);
        var outcome = factory.Cloud.Activate(device, token.PlanId, token.TokenId);
        Assert.True(outcome.Activated);
        return outcome.AgentUrl;
    }

    private static async Task<IssuedToken> ReportAsync(TestFactory factory, string device)
    {
        var token = factory.Cloud.Enroll(null)!;
        Assert.Equal(200, await PostAsync(factory, device, token));
        return token;
    }

    private static async Task<int> WebhookAsync(TestFactory factory, string device, IssuedToken token) =>
        (await factory.Http().SendAsync(
            "POST", factory.FixtureUrl + FixtureAgent.WebhookPath,
            $$"""{"device_id":"{{device}}","plan_id":"{{token.PlanId}}","token":"{{token.TokenId}}"}""")).Status;

    private static async Task<int> PostAsync(TestFactory factory, string device, IssuedToken token) =>
        (await factory.Http().SendAsync(
            "POST", factory.FixtureUrl,
            $$"""{"device_id":"{{device}}","mac":"0","plan_id":"{{token.PlanId}}","token_id":"{{token.TokenId}}"}""")).Status;
}
