using AgentEmulator.Events;
using AgentEmulator.Tests.Support;
using CsCheck;

namespace AgentEmulator.Tests.Gateway;

/// <summary>Whatever the network does, no message is lost, doubled or overtaken, in either direction.</summary>
public sealed class LinkDeliveryTests
{
    private enum Step
    {
        DeviceSends,
        DeviceSendsTwo,
        AgentSends,
        AgentSendsMany,
        Polls,
        SaysHello,
        Blesses,
    }

    [Fact]
    public void Messages_survive_a_network_that_loses_doubles_delays_and_mixes_up()
    {
        var seen = new Dictionary<string, int>();
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Enum<Step>().List[5, 60]).Sample(
            (seed, steps) =>
            {
                var faults = RunAsync(seed, steps);
                Assert.True(faults.IsCompleted, "the exchange waits although nothing asked for time");
                foreach (var (name, count) in faults.GetAwaiter().GetResult())
                    seen[name] = seen.GetValueOrDefault(name) + count;
            },
            iter: 500, seed: "0000000000001", threads: 1);
        Assert.Equal(6, seen.Count);
        Assert.All(seen.Values, count => Assert.True(count > 100));
    }

    private static async Task<Dictionary<string, int>> RunAsync(int seed, List<Step> steps)
    {
        FaultyNetwork? network = null;
        var agent = new RecordingAgent();
        await using var factory = new TestFactory(
            o => o with { Programs = builtIn => builtIn with { Dut = () => agent } },
            inner => network = new FaultyNetwork(inner, seed));
        var device = factory.NewDevice();
        long fromDevice = 0;
        long fromAgent = 0;
        await device.HelloAsync();
        foreach (var step in steps)
        {
            switch (step)
            {
                case Step.DeviceSends or Step.DeviceSendsTwo:
                    for (var i = step == Step.DeviceSends ? 1 : 2; i > 0; i--)
                        device.Queue("count", $$"""{"value":{{++fromDevice}}}""");
                    await device.FlushAsync();
                    break;
                case Step.AgentSends or Step.AgentSendsMany:
                    for (var i = step == Step.AgentSends ? 1 : 20; i > 0; i--)
                        agent.SendCount(++fromAgent);
                    break;
                case Step.Polls:
                    await device.PollAsync();
                    break;
                case Step.SaysHello:
                    await device.HelloAsync();
                    break;
                default:
                    Assert.True((await device.BlessAsync(true))["blessed"].GetBoolean());
                    break;
            }
        }

        await network!.HealAsync();
        await device.FlushAsync();
        while (await device.PollAsync() > 0)
        {
        }

        Assert.Equal(LongRange(fromDevice), agent.Counts);
        Assert.Equal(LongRange(fromAgent), device.Inbox.Select(message => message.Data.GetProperty("value").GetInt64()));
        Assert.True(factory.Events.Of(FactoryEventNames.DeviceBlessed).Count <= 1);
        return network.Faults;
    }

    private static IEnumerable<long> LongRange(long last)
    {
        for (long i = 1; i <= last; i++)
            yield return i;
    }
}
