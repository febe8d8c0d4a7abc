using AgentEmulator.Agents;
using AgentEmulator.Events;
using AgentEmulator.Hosting;
using AgentEmulator.Tests.Gateway;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Agents;

/// <summary>device.onconnect, device.ondisconnect and device.info.</summary>
public sealed class DeviceConnectionTests
{
    private readonly List<string> _calls = [];
    private readonly List<RecordingAgent> _duts = [];

    [Fact]
    public async Task A_device_that_connects_is_told_of_before_its_messages()
    {
        await using var factory = new TestFactory(Recording(agent => agent.TheDevice.On("hi", _ => _calls.Add("hi"))));
        var device = factory.NewDevice();
        await device.SendAsync("hi", "{}");
        Assert.Equal(["connect", "hi"], _calls);
    }

    [Fact]
    public async Task A_device_that_falls_silent_is_missed_once_and_told_of_when_it_is_back()
    {
        await using var factory = new TestFactory(Recording());
        var device = factory.NewDevice();
        await device.HelloAsync();
        factory.Time.Advance(TimeSpan.FromSeconds(60));
        await device.PollAsync(0);
        factory.Time.Advance(TimeSpan.FromSeconds(89));
        Assert.Equal(["connect"], _calls);
        factory.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["connect", "disconnect"], _calls);
        factory.Time.Advance(TimeSpan.FromHours(1));
        device.Reboot("factory");
        await device.HelloAsync();
        Assert.Equal(["connect", "disconnect", "connect"], _calls);
    }

    [Fact]
    public async Task A_device_that_polls_is_not_missed()
    {
        await using var factory = new TestFactory(Recording());
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        for (var i = 1; i <= 10; i++)
        {
            var poll = wire.PostAsync("poll", session, i, """{"ack":0,"wait_s":120}""");
            factory.Time.Advance(TimeSpan.FromSeconds(120));
            await poll;
        }

        Assert.Equal(["connect"], _calls);
    }

    [Fact]
    public async Task A_resumed_session_is_no_change_and_a_new_one_ends_the_stale_one()
    {
        await using var factory = new TestFactory(Recording());
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        await wire.PostAsync("hello", "-", 2, LinkSecurityTests.Hello(TestFactory.DeviceId, session));
        Assert.Equal(["connect"], _calls);
        await LinkSecurityTests.HelloAsync(wire, counter: 3, boot: 2);
        Assert.Equal(["connect", "disconnect", "connect"], _calls);
    }

    [Fact]
    public async Task Activation_takes_the_device_from_the_dut_agent_to_the_production_agent()
    {
        var dut = Recording();
        await using var factory = new TestFactory(options => dut(options) with
        {
            Programs = builtIn => dut(options).Programs!(builtIn) with { Production = () => new RecordingAgent(agent => Watch(agent, "production ")) },
        });
        var device = factory.NewDevice();
        await device.HelloAsync();
        var token = factory.Cloud.Enroll(null)!;
        Assert.True((await device.BlessAsync(true))["blessed"].GetBoolean());
        await FactoryFlow.ActivateAsync(device, new StoredToken(token.PlanId, token.TokenId));
        Assert.Equal(["connect", "disconnect", "production connect"], _calls);
    }

    [Fact]
    public async Task An_agent_that_was_moved_is_told_of_changes_only_and_may_ask()
    {
        await using var factory = new TestFactory(Recording());
        var device = factory.NewDevice();
        await device.HelloAsync();
        Assert.True(factory.Host.Services.Agents.Migrate(factory.Host.Services.Agents.EnsureDutAgent(device.DeviceId), TimeSpan.Zero));
        Assert.Equal((2, "connect"), (_duts.Count, Assert.Single(_calls)));
        Assert.True(_duts[1].TheDevice.IsConnected());
        factory.Time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(["connect", "disconnect"], _calls);
    }

    [Fact]
    public async Task A_later_callback_replaces_the_earlier_and_a_failing_one_stops_nothing()
    {
        await using var factory = new TestFactory(Recording(agent => agent.TheDevice.OnDisconnect(() => throw new FormatException("oops"))));
        var wire = factory.NewWire();
        await LinkSecurityTests.HelloAsync(wire);
        await LinkSecurityTests.HelloAsync(wire, counter: 2, boot: 2);
        Assert.Equal(["connect", "connect"], _calls);
        Assert.Equal("FormatException: oops", factory.Events.Single(FactoryEventNames.AgentFailed)["error"]);
    }

    [Fact]
    public async Task Info_names_device_and_address()
    {
        await using var factory = await LiveFactory.StartAsync(change: Recording());
        var device = factory.NewDevice();
        await device.HelloAsync();
        Assert.Equal(new AgentDeviceInfo(device.DeviceId, true, "127.0.0.1"), _duts[0].TheDevice.Info());
    }

    private Func<FactoryOptions, FactoryOptions> Recording(Action<RecordingAgent>? start = null) => options => options with
    {
        Programs = builtIn => builtIn with
        {
            Dut = () =>
            {
                _duts.Add(new RecordingAgent(agent =>
                {
                    Watch(agent, "");
                    start?.Invoke(agent);
                }));
                return _duts[^1];
            },
        },
    };

    private void Watch(RecordingAgent agent, string who)
    {
        agent.TheDevice.OnConnect(() => _calls.Add(who + "connect"));
        agent.TheDevice.OnDisconnect(() => _calls.Add(who + "disconnect"));
    }
}
