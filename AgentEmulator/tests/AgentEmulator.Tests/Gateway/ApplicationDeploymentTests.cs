using AgentEmulator.Events;
using AgentEmulator.Hosting;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Gateway;

public sealed class ApplicationDeploymentTests
{
    [Fact]
    public async Task Application_replaces_the_firmware_two_seconds_after_blessing_when_the_group_loads_code_then()
    {
        await using var factory = new TestFactory(o => LoadAfterBlessing(o));
        var device = factory.NewDevice();
        await device.HelloAsync();
        var blessed = await device.BlessAsync(true);
        Assert.False(blessed.Body.TryGetProperty("application", out _));
        var poll = device.PollAsync(25);
        factory.Time.Advance(TimeSpan.FromSeconds(1.999));
        Assert.False(poll.IsCompleted);
        factory.Time.Advance(TimeSpan.FromSeconds(0.001));
        await poll;
        Assert.Equal("application", Assert.Single(device.Inbox).Type);
        factory.Events.Single(FactoryEventNames.ApplicationDeployed);
    }

    [Fact]
    public async Task Guides_set_up_never_replaces_the_firmware()
    {
        await using var factory = new TestFactory();
        var device = factory.NewDevice();
        await device.HelloAsync();
        await device.BlessAsync(true);
        factory.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await device.PollAsync());
    }

    [Fact]
    public async Task Without_delay_the_bless_answer_itself_carries_the_application_each_time()
    {
        await using var factory = new TestFactory(o => LoadAfterBlessing(o, TimeSpan.Zero));
        var device = factory.NewDevice();
        await device.HelloAsync();
        Assert.True((await device.BlessAsync(true))["application"].GetBoolean());
        Assert.True((await device.BlessAsync(true))["application"].GetBoolean());
        factory.Events.Single(FactoryEventNames.ApplicationDeployed);
    }

    [Fact]
    public async Task Device_that_was_away_gets_the_application_when_it_says_hello_as_a_dut()
    {
        await using var factory = new TestFactory(o => LoadAfterBlessing(o));
        var device = factory.NewDevice();
        await device.HelloAsync();
        await device.BlessAsync(true);
        factory.Host.Services.Links.ForgetSession(device.DeviceId);
        factory.Time.Advance(TimeSpan.FromSeconds(5));
        device.Reboot("factory");
        await device.PollAsync();
        Assert.Equal("application", Assert.Single(device.Inbox).Type);
    }

    [Fact]
    public async Task Repeated_blessing_deploys_once()
    {
        await using var factory = new TestFactory(o => LoadAfterBlessing(o));
        var device = factory.NewDevice();
        await device.HelloAsync();
        await device.BlessAsync(true);
        await device.BlessAsync(true);
        factory.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await device.PollAsync());
        Assert.Equal(0, await device.PollAsync());
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"success":"true"}""")]
    [InlineData("""{"success":1}""")]
    public async Task Malformed_bless_blesses_nothing(string body)
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        Assert.Equal(400, (await wire.PostAsync("bless", session, 1, body)).Status);
        Assert.Equal(0, factory.Cloud.FindDevice(wire.DeviceId)!.Blessings);
    }

    [Fact]
    public async Task Failed_tests_are_answered_with_their_reason()
    {
        await using var factory = new TestFactory();
        var device = factory.NewDevice();
        await device.HelloAsync();
        var answer = await device.BlessAsync(false);
        Assert.Equal((false, "tests-failed"), (answer["blessed"].GetBoolean(), answer["reason"].GetString()));
    }

    private static FactoryOptions LoadAfterBlessing(FactoryOptions options, TimeSpan? delay = null) => options with
    {
        Cloud = options.Cloud with
        {
            LoadCodeAfterBlessing = true,
            ApplicationTakeoverDelay = delay ?? TimeSpan.FromSeconds(2),
        },
    };
}
