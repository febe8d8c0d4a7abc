using AgentEmulator.Agents;
using AgentEmulator.Events;
using AgentEmulator.Hosting;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Gateway;

public sealed class LongPollTests
{
    private readonly List<RecordingAgent> _agents = [];

    [Fact]
    public async Task Poll_is_held_until_its_time_is_over()
    {
        await using var factory = new TestFactory(WithRecordingAgent);
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        var poll = wire.PostAsync("poll", session, 1, """{"ack":0,"wait_s":25}""");
        factory.Time.Advance(TimeSpan.FromSeconds(24.999));
        Assert.False(poll.IsCompleted);
        factory.Time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.True(poll.IsCompleted);
        Assert.Equal(0, (await poll)["messages"].GetArrayLength());
    }

    [Fact]
    public async Task Message_ends_a_held_poll_inline()
    {
        await using var factory = new TestFactory(WithRecordingAgent);
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        var poll = wire.PostAsync("poll", session, 1, """{"ack":0,"wait_s":25}""");
        _agents[0].SendCount(1);
        Assert.True(poll.IsCompleted);
        Assert.Equal("""[{"n":1,"type":"agent","name":"count","data":{"value":1}}]""", (await poll)["messages"].GetRawText());
    }

    [Fact]
    public async Task Newer_poll_ends_the_older_with_an_empty_list()
    {
        await using var factory = new TestFactory(WithRecordingAgent);
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        var older = wire.PostAsync("poll", session, 1, """{"ack":0,"wait_s":25}""");
        var newer = wire.PostAsync("poll", session, 2, """{"ack":0,"wait_s":25}""");
        Assert.True(older.IsCompleted);
        Assert.Equal(0, (await older)["messages"].GetArrayLength());
        _agents[0].SendCount(1);
        Assert.Equal(1, (await newer)["messages"].GetArrayLength());
    }

    [Fact]
    public async Task New_session_ends_a_held_poll_with_410()
    {
        await using var factory = new TestFactory(WithRecordingAgent);
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        var poll = wire.PostAsync("poll", session, 1, """{"ack":0,"wait_s":25}""");
        await LinkSecurityTests.HelloAsync(wire, counter: 2);
        Assert.Equal(410, (await poll).Status);
    }

    [Fact]
    public async Task Client_that_goes_away_frees_its_poll()
    {
        await using var factory = new TestFactory(WithRecordingAgent);
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        using var gone = new CancellationTokenSource();
        var poll = wire.PostAsync("poll", session, 1, """{"ack":0,"wait_s":25}""", gone.Token);
#pragma warning disable CA1849 // CancelAsync hops to the thread pool; this one runs the callbacks here.
        gone.Cancel();
#pragma warning restore CA1849
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
        Assert.Null(factory.Host.Services.Links.Find(TestFactory.DeviceId)!.Session!.Waiter);
        _agents[0].SendCount(1);
        var next = await wire.PostAsync("poll", session, 2, """{"ack":0,"wait_s":0}""");
        Assert.Equal(1, next["messages"].GetArrayLength());
    }

    [Fact]
    public async Task Unacknowledged_messages_come_again_and_acknowledged_ones_do_not()
    {
        await using var factory = new TestFactory(WithRecordingAgent);
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        for (var i = 1; i <= 40; i++)
            _agents[0].SendCount(i);
        Assert.Equal("1-16", await NumbersAsync(wire, session, 1, ack: 0));
        Assert.Equal("1-16", await NumbersAsync(wire, session, 2, ack: 0));
        Assert.Equal("11-26", await NumbersAsync(wire, session, 3, ack: 10));
        Assert.Equal("40-40", await NumbersAsync(wire, session, 4, ack: 39));
        Assert.Equal(400, (await wire.PostAsync("poll", session, 5, """{"ack":41,"wait_s":0}""")).Status);
    }

    [Fact]
    public async Task Answer_is_small_enough_for_a_board_and_a_large_message_comes_alone()
    {
        await using var factory = new TestFactory(WithRecordingAgent);
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        // 7,998 bytes each with its quotes; then one that fills a board's HTTP client, in two-byte characters.
        for (var i = 0; i < 3; i++)
            _agents[0].TheDevice.Send("part", new string('x', 7_996));
        _agents[0].TheDevice.Send("large", new string('ä', 30_700));
        _agents[0].TheDevice.Send("larger", new string('ä', 30_800));
        _agents[0].SendCount(1);
        Assert.Equal("1-2", await NumbersAsync(wire, session, 1, ack: 0));
        Assert.Equal("3-3", await NumbersAsync(wire, session, 2, ack: 2));
        Assert.Equal("4-4", await NumbersAsync(wire, session, 3, ack: 3));
        Assert.Equal("5-5", await NumbersAsync(wire, session, 4, ack: 4));
        Assert.Equal("the message is too large", factory.Events.Single(FactoryEventNames.MessageLost)["reason"]);
    }

    [Theory]
    [InlineData("""{"ack":0}""")]
    [InlineData("""{"ack":-1,"wait_s":0}""")]
    [InlineData("""{"ack":0,"wait_s":121}""")]
    [InlineData("""{"ack":0,"wait_s":-1}""")]
    [InlineData("""{"ack":"0","wait_s":1}""")]
    public async Task Malformed_poll_is_refused(string body)
    {
        await using var factory = new TestFactory();
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        Assert.Equal(400, (await wire.PostAsync("poll", session, 1, body)).Status);
    }

    [Fact]
    public async Task Full_outbox_loses_the_newest_and_says_so()
    {
        await using var factory = new TestFactory(o => WithRecordingAgent(o) with { Gateway = o.Gateway with { OutboxCapacity = 2 } });
        await factory.NewDevice().HelloAsync();
        for (var i = 0; i < 3; i++)
            _agents[0].SendCount(i);
        Assert.Equal("the device's queue is full", factory.Events.Single(FactoryEventNames.MessageLost)["reason"]);
    }

    [Fact]
    public async Task Message_too_large_or_to_an_absent_device_is_lost_and_said_to_be()
    {
        await using var factory = new TestFactory(WithRecordingAgent);
        var device = factory.NewDevice();
        await device.HelloAsync();
        _agents[0].TheDevice.Send("big", new string('x', 70_000));
        factory.Host.Services.Links.ForgetSession(TestFactory.DeviceId);
        _agents[0].SendCount(1);
        Assert.Equal(
            ["the message is too large", "the device is not connected to this agent"],
            factory.Events.Of(FactoryEventNames.MessageLost).Select(e => e["reason"]));
        Assert.Equal(2, factory.Events.Of(FactoryEventNames.AgentLog).Count(e => e["level"] == "error"));
    }

    [Fact]
    public async Task Reboot_drops_what_was_queued_and_a_lost_hello_answer_does_not()
    {
        await using var factory = new TestFactory(WithRecordingAgent);
        var wire = factory.NewWire();
        await LinkSecurityTests.HelloAsync(wire, counter: 1);
        _agents[0].SendCount(1);
        var sameBoot = await LinkSecurityTests.HelloAsync(wire, counter: 2);
        Assert.Equal("1-1", await NumbersAsync(wire, sameBoot, 1, ack: 0));
        var nextBoot = await LinkSecurityTests.HelloAsync(wire, counter: 3, boot: 2);
        Assert.Equal(0, (await wire.PostAsync("poll", nextBoot, 1, """{"ack":0,"wait_s":0}"""))["messages"].GetArrayLength());
    }

    [Fact]
    public async Task Device_counts_as_connected_while_it_polls_and_some_time_after()
    {
        await using var factory = new TestFactory(WithRecordingAgent);
        var wire = factory.NewWire();
        var session = await LinkSecurityTests.HelloAsync(wire);
        var poll = wire.PostAsync("poll", session, 1, """{"ack":0,"wait_s":120}""");
        factory.Time.Advance(TimeSpan.FromSeconds(100));
        Assert.True(_agents[0].TheDevice.IsConnected());
        factory.Time.Advance(TimeSpan.FromSeconds(20));
        await poll;
        Assert.False(_agents[0].TheDevice.IsConnected());
    }

    private static async Task<string> NumbersAsync(LinkWire wire, string session, int counter, int ack)
    {
        var answer = await wire.PostAsync("poll", session, counter, $$"""{"ack":{{ack}},"wait_s":0}""");
        var numbers = answer["messages"].EnumerateArray().Select(m => m.GetProperty("n").GetInt64()).ToList();
        return $"{numbers[0]}-{numbers[^1]}";
    }

    private FactoryOptions WithRecordingAgent(FactoryOptions options) => options with
    {
        Programs = builtIn => builtIn with
        {
            Dut = () =>
            {
                var agent = new RecordingAgent();
                _agents.Add(agent);
                return agent;
            },
        },
    };
}
