using System.Text.Json.Nodes;
using AgentEmulator.Agents;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Agents;

public sealed class AgentApiTests
{
    [Fact]
    public async Task Message_without_handler_is_lost_and_logged()
    {
        await using var factory = new TestFactory();
        var device = factory.NewDevice();
        await device.SendAsync("no.such.name", "{}");
        Assert.Contains(factory.Events.All, e => e["message"] == "no handler for agent.send(): \"no.such.name\"");
    }

    [Fact]
    public async Task Messages_are_handled_in_order_each_after_the_other()
    {
        var agent = new RecordingAgent();
        await using var factory = new TestFactory(o => o with { Programs = p => p with { Dut = () => agent } });
        var device = factory.NewDevice();
        for (var i = 0; i < 100; i++)
            device.Queue("count", $$"""{"value":{{i}}}""");
        await device.FlushAsync();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), agent.Counts);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("[1,2]")]
    [InlineData("{\"value\":\"x\"}")]
    public async Task Unexpected_data_reads_as_absent(string data)
    {
        var agent = new RecordingAgent();
        await using var factory = new TestFactory(o => o with { Programs = p => p with { Dut = () => agent } });
        await factory.NewDevice().SendAsync("count", data);
        Assert.Equal([-1L], agent.Counts);
    }

    [Fact]
    public async Task Timers_fire_in_order_of_time_unless_cancelled()
    {
        var fired = new List<string>();
        await using var bench = new AgentBench(agent =>
        {
            agent.TheImp.Wakeup(2, () => fired.Add("two"));
            agent.TheImp.Wakeup(1, () => fired.Add("one"));
            agent.TheImp.CancelWakeup(agent.TheImp.Wakeup(1.5, () => fired.Add("never")));
            agent.TheImp.Wakeup(0.25, () => agent.TheImp.Wakeup(0.5, () => fired.Add("chained")));
        });
        bench.Factory.Time.Advance(TimeSpan.FromSeconds(0.25));
        bench.Factory.Time.Advance(TimeSpan.FromSeconds(0.5));
        bench.Factory.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["chained", "one", "two"], fired);
        Assert.Throws<ArgumentOutOfRangeException>(() => bench.Agent.TheImp.Wakeup(-1, () => { }));
        Assert.Throws<ArgumentOutOfRangeException>(() => bench.Agent.TheImp.Wakeup(double.NaN, () => { }));
    }

    [Fact]
    public async Task Config_params_name_the_fixture_to_a_dut_agent_only()
    {
        var dut = new RecordingAgent();
        await using var factory = new TestFactory(o => o with { Programs = p => p with { Dut = () => dut } });
        await factory.NewDevice().HelloAsync();
        Assert.Equal(TestFactory.DeviceId, dut.TheImp.ConfigParams["deviceid"]);
        Assert.Equal(factory.FixtureUrl, dut.TheImp.ConfigParams["factory_fixture_url"]);
        Assert.Equal("5000f1c700000001", dut.TheImp.ConfigParams["factory_imp_device_id"]);
        await using var bench = new AgentBench();
        Assert.Equal(["deviceid"], bench.Agent.TheImp.ConfigParams.Keys);
    }

    [Fact]
    public async Task Saved_table_is_bounded_and_replaced_as_a_whole()
    {
        await using var bench = new AgentBench();
        Assert.Empty(bench.Agent.TheServer.Load());
        bench.Agent.TheServer.Save(new JsonObject { ["a"] = 1 });
        bench.Agent.TheServer.Save(new JsonObject { ["b"] = 2 });
        Assert.Throws<ArgumentException>(() => bench.Agent.TheServer.Save(new JsonObject { ["c"] = new string('x', 65_536) }));
        Assert.Equal("""{"b":2}""", bench.Agent.TheServer.Load().ToJsonString());
    }

    [Fact]
    public async Task Migration_keeps_what_was_saved_and_nothing_else()
    {
        var fired = false;
        await using var bench = new AgentBench();
        var first = bench.Agent;
        first.TheServer.Save(new JsonObject { ["kept"] = true });
        first.TheImp.Wakeup(1, () => fired = true);
        Assert.True(bench.Migrate());
        Assert.NotSame(first, bench.Agent);
        Assert.True(bench.Agent.TheServer.Load().Boolean("kept"));
        bench.Factory.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(fired);
        Assert.False(bench.Host.Migrate("unknownagent", TimeSpan.Zero));
    }

    [Fact]
    public async Task Device_messages_wait_for_an_agent_that_is_being_moved()
    {
        var instances = new List<RecordingAgent>();
        await using var factory = new TestFactory(o => o with
        {
            Programs = p => p with
            {
                Dut = () =>
                {
                    instances.Add(new RecordingAgent());
                    return instances[^1];
                },
            },
        });
        var device = factory.NewDevice();
        await device.HelloAsync();
        var agents = factory.Host.Services.Agents;
        agents.Migrate(agents.EnsureDutAgent(device.DeviceId), TimeSpan.FromSeconds(3));
        await device.SendAsync("count", """{"value":5}""");
        Assert.Single(instances);
        factory.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([5L], instances[1].Counts);
    }

    [Fact]
    public void Api_is_not_available_before_start() =>
        Assert.Throws<InvalidOperationException>(() => new RecordingAgent().TheDevice);
}
