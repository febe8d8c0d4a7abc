using AgentEmulator.Activation;
using AgentEmulator.Events;
using VirtualBoard.Flash;
using VirtualBoard.Web;

namespace AgentEmulator.Tests.Activation;

/// <summary>What may go wrong at any moment, tried at every one: the compiled firmware against the real services.</summary>
public sealed class PowerCutTests
{
    /// <summary>More flash operations than one activation has, so that the last runs prove that all were tried.</summary>
    private const int MoreThanOneActivation = 200;

    [Fact]
    public void A_cut_at_any_flash_operation_of_an_activation_leaves_a_board_that_activates_once_and_is_blessed_once()
    {
        var cuts = 0;
        for (var operation = 1; operation <= MoreThanOneActivation; operation++)
        {
            using var activation = new SimulatedActivation(new ActivationOptions { Seed = (ulong)operation });
            if (!CutAt(activation, operation))
                break;
            cuts++;
        }

        Assert.InRange(cuts, 20, MoreThanOneActivation - 1);
    }

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

    /// <summary>False when the activation ended before that operation.</summary>
    private static bool CutAt(SimulatedActivation activation, int operation)
    {
        var left = operation;
        var scenario = activation.Scenario;
        // Provisioning is the flasher's work and not the firmware's.
        scenario.Board.BootStarted += boot =>
        {
            if (boot.Number == 1)
                scenario.Board.Flash.Intercept = Intercept;
        };
        var report = activation.Run();
        Assert.True(report.Succeeded, $"cut at {operation}, seed {operation}: {report.Reason}\n{string.Join('\n', activation.Console)}");
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceBlessed));
        Assert.Equal(1, activation.Count(FactoryEventNames.DeviceActivated));
        return left <= 0;

        FlashVerdict Intercept(FlashOperation _)
        {
            if (--left > 0)
                return FlashVerdict.Proceed;
            scenario.Board.Flash.Intercept = null;
            scenario.Lab.After(TimeSpan.FromSeconds(2), scenario.Board.PowerOn);
            return FlashVerdict.Cut;
        }
    }
}
