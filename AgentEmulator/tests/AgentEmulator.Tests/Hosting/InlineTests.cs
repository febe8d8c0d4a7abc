using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Tests.Support;

#pragma warning disable xUnit1031 // That nothing has to be waited for is what these tests show.

namespace AgentEmulator.Tests.Hosting;

/// <summary>
/// In memory, everything happens on the thread that sends or that advances the clock. The tests are synchronous: every
/// task must be complete when it is looked at.
/// </summary>
public sealed class InlineTests
{
    [Fact]
    public void Detector_sees_an_escape()
    {
        using var detector = new EscapeDetector();
        Task.Run(() => { }).Wait();
        Assert.NotEmpty(detector.Stacks);
    }

    [Fact]
    public void Whole_factory_flow_with_faults_escapes_to_no_other_thread()
    {
        var factory = new TestFactory();
        RunEverything(factory); // Once before: the first use of things may start background work of the runtime.
        var second = new TestFactory();
        using (var detector = new EscapeDetector())
        {
            RunEverything(second);
            Assert.True(detector.Stacks.Count == 0, string.Join("\n\n", detector.Stacks));
        }

        factory.DisposeAsync().AsTask().GetAwaiter().GetResult();
        second.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    [Fact]
    public void Two_runs_of_one_seed_raise_the_same_events()
    {
        Assert.Equal(Trace(), Trace());

        static List<string> Trace()
        {
            var factory = new TestFactory();
            RunEverything(factory);
            var trace = factory.Events.All.Select(e => $"{e.At:O} {e}").ToList();
            factory.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return trace;
        }
    }

    /// <summary>Every endpoint, fault, timer and wait once.</summary>
    private static void RunEverything(TestFactory factory)
    {
        var http = factory.Http();
        factory.Faults.FailEnroll(1);
        factory.Faults.FailGateway(1);
        factory.Faults.CloudLatency = TimeSpan.FromSeconds(0.25);

        var device = factory.NewDevice();
        Done(device.HelloAsync());
        Done(device.SendAsync("ready.for.token", """{"network":"wifi"}"""));
        var poll = device.PollAsync(25);
        Assert.False(poll.IsCompleted);
        Step(factory, 4);
        Assert.Equal(1, Done(poll));
        var token = device.Inbox[^1].Data;
        var stored = new StoredToken(token.GetProperty("plan_id").GetString()!, token.GetProperty("token_id").GetString()!);
        Assert.True(Done(device.BlessAsync(true))["blessed"].GetBoolean());
        Done(device.SendAsync(
            "activation.data",
            $$"""{"device_id":"{{device.DeviceId}}","mac":"{{device.Mac}}","plan_id":"{{stored.PlanId}}","token_id":"{{stored.TokenId}}"}"""));
        Assert.Equal(1, Done(device.PollAsync()));
        Step(factory, 3);
        var agents = factory.Host.Services.Agents;
        agents.Migrate(agents.FixtureAgentId, TimeSpan.FromSeconds(1));
        Assert.True(Done(FactoryFlow.ActivateAsync(device, stored))["activated"].GetBoolean());
        Step(factory, 4);
        factory.Events.Single(FactoryEventNames.ClaimConfirmed);
        Done(device.SendAsync("heartbeat", """{"n":1}"""));

        var held = device.PollAsync(25);
        Step(factory, 25);
        Assert.Equal(0, Done(held));
        var wire = factory.NewWire();
        var superseded = wire.PostAsync("poll", device.Session, 1_000, """{"ack":0,"wait_s":25}""");
        var newer = wire.PostAsync("poll", device.Session, 1_001, """{"ack":0,"wait_s":25}""");
        Done(superseded);
        Assert.True(factory.Host.Services.Links.ForgetSession(device.DeviceId));
        Assert.Equal(410, Done(newer).Status);

        factory.Faults.CloudLatency = TimeSpan.FromSeconds(30);
        var dut = factory.NewDevice("50000a1b2c3d4e60");
        Done(dut.SendAsync("ready.for.token", """{"network":"ethernet"}"""));
        Step(factory, 12); // The agent's request times out in here.
        factory.Faults.CloudLatency = TimeSpan.Zero;
        factory.Faults.EnrollLimit = new RequestLimit(0, TimeSpan.FromSeconds(2));
        Step(factory, 40);
        factory.Faults.EnrollLimit = null;
        Assert.Equal(404, Done(http.SendAsync("GET", "http://cloud.lab/nothing")).Status);
        Assert.Equal(401, Done(http.SendAsync("GET", "http://cloud.lab/v5/enroll/x")).Status);
        Assert.Equal(413, Done(http.EnrollAsync("http://cloud.lab", new string(' ', 100_000))).Status);
        Assert.Equal(400, Done(http.SendAsync("POST", factory.FixtureUrl, "{")).Status);
        Assert.Equal(404, Done(http.SendAsync("POST", "http://agents.lab/nobody", "{")).Status);
    }

    private static void Step(TestFactory factory, int seconds)
    {
        for (var i = 0; i < seconds * 4; i++)
            factory.Time.Advance(TimeSpan.FromSeconds(0.25));
    }

    private static T Done<T>(Task<T> task)
    {
        Assert.True(task.IsCompleted, "the task waits although nothing asked for time");
        return task.GetAwaiter().GetResult();
    }

    private static void Done(Task task)
    {
        Assert.True(task.IsCompleted, "the task waits although nothing asked for time");
        task.GetAwaiter().GetResult();
    }
}
