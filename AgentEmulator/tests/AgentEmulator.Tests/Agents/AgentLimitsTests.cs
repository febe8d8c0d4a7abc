using AgentEmulator.Agents;
using AgentEmulator.Events;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Agents;

/// <summary>What the imp cloud lets an agent do, and for how long.</summary>
public sealed class AgentLimitsTests
{
    private const string Url = "http://cloud.lab/v5/enroll";

    [Fact]
    public async Task Forty_requests_can_be_made_at_once_and_the_next_is_refused_with_429()
    {
        var answers = new List<int>();
        await using var bench = new AgentBench(agent =>
        {
            for (var i = 0; i < 42; i++)
                agent.TheHttp.Get(Url).SendAsync(response => answers.Add(response.StatusCode));
        });
        Assert.Equal(40, answers.Count(status => status != 429));
        Assert.Equal(2, answers.Count(status => status == 429));
        bench.Factory.Events.Single(FactoryEventNames.HttpLimited);
        Assert.Contains("credits are used up", Assert.Single(bench.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credits_come_back_two_per_second_so_that_a_minute_has_a_hundred_and_twenty_and_the_burst()
    {
        await using var bench = new AgentBench();
        var made = 0;
        for (var tenth = 0; tenth < 600; tenth++)
        {
            for (var i = 0; i < 10; i++)
                bench.Agent.TheHttp.Get(Url).SendAsync(response => made += response.StatusCode == 429 ? 0 : 1);
            bench.Factory.Time.Advance(TimeSpan.FromSeconds(0.1));
        }

        Assert.Equal(40 + 119, made);
    }

    [Fact]
    public async Task Credits_do_not_add_up_beyond_forty()
    {
        await using var bench = new AgentBench();
        bench.Factory.Time.Advance(TimeSpan.FromHours(1));
        var made = 0;
        for (var i = 0; i < 100; i++)
            bench.Agent.TheHttp.Get(Url).SendAsync(response => made += response.StatusCode == 429 ? 0 : 1);
        Assert.Equal(40, made);
    }

    [Fact]
    public async Task Synchronous_request_returns_its_answer()
    {
        await using var bench = new AgentBench();
        Assert.Equal(405, bench.Agent.TheHttp.Get(Url).SendSync().StatusCode);
        Assert.Equal(TransportErrors.NameNotResolved, bench.Agent.TheHttp.Put("http://nowhere.lab/", null, "x").SendSync().StatusCode);
        Assert.Equal(405, bench.Agent.TheHttp.HttpDelete(Url).SendSync().StatusCode);
        var once = bench.Agent.TheHttp.Get(Url);
        once.SendSync();
        Assert.Throws<InvalidOperationException>(() => once.SendSync());
    }

    [Fact]
    public async Task Synchronous_request_that_would_wait_fails_clearly_where_the_clock_stands_still()
    {
        await using var bench = new AgentBench();
        bench.Factory.Faults.CloudLatency = TimeSpan.FromSeconds(1);
        var e = Assert.Throws<InvalidOperationException>(() => bench.Agent.TheHttp.Get(Url).SendSync());
        Assert.Contains("SendAsync", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synchronous_request_waits_where_time_is_real()
    {
        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var factory = await LiveFactory.StartAsync(change: o => o with
        {
            Programs = p => p with
            {
                Dut = () => new RecordingAgent(agent => agent.TheDevice.On("go", _ => done.TrySetResult(agent.TheHttp.Get(agent.TheImp.ConfigParams["factory_fixture_url"]).SendSync().StatusCode))),
            },
        });
        await factory.NewDevice().SendAsync("go", "null");
        Assert.Equal(404, await done.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Request_is_given_up_after_ten_minutes_unless_it_has_no_timeout()
    {
        var answers = new List<int>();
        await using var bench = new AgentBench();
        bench.Factory.Faults.CloudLatency = TimeSpan.FromHours(1);
        bench.Agent.TheHttp.Get(Url).SendAsync(response => answers.Add(response.StatusCode));
        bench.Agent.TheHttp.Get(Url).SendAsync(response => answers.Add(response.StatusCode), AgentHttpRequest.NoTimeout);
        bench.Factory.Time.Advance(TimeSpan.FromSeconds(599));
        Assert.Empty(answers);
        bench.Factory.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([TransportErrors.TimedOut], answers);
        bench.Factory.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([TransportErrors.TimedOut, 405], answers);
    }

    [Fact]
    public async Task Message_to_a_device_that_is_away_or_too_large_is_lost_and_told()
    {
        var dut = new RecordingAgent();
        await using var factory = new TestFactory(o => o with { Programs = p => p with { Dut = () => dut } });
        var device = factory.NewDevice();
        await device.HelloAsync();
        dut.TheDevice.Send("big", new string('x', 70_000));
        device.Reboot("production");
        await device.HelloAsync();
        dut.TheDevice.Send("late", 1);
        Assert.Equal(["the message is too large", "the device is not connected to this agent"], factory.Events.Of(FactoryEventNames.MessageLost).Select(e => e["reason"]));
        Assert.Equal(0, await device.PollAsync());
    }

    [Fact]
    public async Task Config_params_are_late_after_a_migration_and_reading_them_early_is_told()
    {
        var instances = new List<RecordingAgent>();
        await using var factory = new TestFactory(o => o with
        {
            Programs = p => p with { Dut = () => { instances.Add(new RecordingAgent()); return instances[^1]; } },
        });
        var device = factory.NewDevice();
        await device.HelloAsync();
        Assert.Contains("factory_fixture_url", instances[0].TheImp.ConfigParams.Keys);
        var agents = factory.Host.Services.Agents;
        agents.Migrate(agents.EnsureDutAgent(device.DeviceId), TimeSpan.Zero);
        Assert.Equal(["deviceid"], instances[1].TheImp.ConfigParams.Keys);
        factory.Events.Single(FactoryEventNames.ConfigParamsEarly);
        factory.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("factory_fixture_url", instances[1].TheImp.ConfigParams.Keys);
    }
}
