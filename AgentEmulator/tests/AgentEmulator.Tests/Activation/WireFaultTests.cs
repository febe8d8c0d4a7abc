using AgentEmulator.Activation;
using AgentEmulator.Events;
using VirtualBoard.Web;

namespace AgentEmulator.Tests.Activation;

/// <summary>Requests and answers that are lost or doubled: the compiled firmware against the real services.</summary>
public sealed class WireFaultTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Lost_and_doubled_requests_neither_lose_nor_double_a_blessing_or_an_activation(ulong seed)
    {
        using var activation = new SimulatedActivation(new ActivationOptions { Seed = seed });
        var wire = activation.Scenario.Board.Random("wire of the test");
        var faults = 0;
        activation.Scenario.Lab.Internet.Faults = (_, _) =>
        {
            var fault = wire.Next(10) switch { 0 => WireFault.LoseRequest, 1 => WireFault.LoseResponse, 2 => WireFault.DoubleRequest, _ => WireFault.None };
            faults += fault == WireFault.None ? 0 : 1;
            return fault;
        };
        var report = activation.Run();
        Assert.True(report.Succeeded, $"seed {seed}: {report.Reason}\n{string.Join('\n', activation.Console)}");
        Assert.True(faults > 0);
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceBlessed));
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceActivated));
        Assert.Equal(1, activation.Count(FactoryEventNames.TestResult));
    }
}
