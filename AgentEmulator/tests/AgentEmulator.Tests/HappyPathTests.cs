using AgentEmulator.Events;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests;

public sealed class HappyPathTests
{
    [Fact]
    public async Task Factory_activation_in_memory_completes_inline()
    {
        await using var factory = new TestFactory();
        var device = factory.NewDevice();

        var token = Done(FactoryFlow.RunFactoryProgramAsync(device));
        var activated = Done(FactoryFlow.ActivateAsync(device, token));
        factory.Time.Advance(TimeSpan.FromSeconds(1));
        Done(device.SendAsync("heartbeat", """{"n":1,"uptime_s":3,"free_heap":100000,"boot":2,"rssi":-55}"""));

        Assert.True(activated["activated"].GetBoolean());
        Assert.Equal(
            [
                "agent-started", "device-admitted", "agent-started", "device-connected", "device-message", "test-result",
                "device-message", "token-issued", "token-relayed", "agent-message", "device-blessed", "device-message",
                "claim-started", "activation-reported", "agent-message", "device-connected", "device-activated",
                "agent-started", "claim-confirmed", "device-message", "heartbeat",
            ],
            factory.Events.Names);
        Assert.Equal(
            activated["agent_url"].GetString(), factory.Events.Single(FactoryEventNames.ClaimConfirmed)["agent_url"]);
    }

    [Fact]
    public async Task Factory_activation_over_sockets_completes()
    {
        await using var factory = await LiveFactory.StartAsync();
        var device = factory.NewDevice();

        var token = await FactoryFlow.RunFactoryProgramAsync(device, waitSeconds: 5);
        var activated = await FactoryFlow.ActivateAsync(device, token);

        var claim = await factory.Events.WaitAsync(FactoryEventNames.ClaimConfirmed);
        Assert.Equal(activated["agent_url"].GetString(), claim["agent_url"]);
        Assert.StartsWith("http://127.0.0.1:", claim["agent_url"], StringComparison.Ordinal);
    }

    private static T Done<T>(Task<T> task)
    {
        Assert.True(task.IsCompleted, "the flow waits although nothing asked for time");
        return task.GetAwaiter().GetResult();
    }

    private static void Done(Task task)
    {
        Assert.True(task.IsCompleted, "the flow waits although nothing asked for time");
        task.GetAwaiter().GetResult();
    }
}
