using System.Globalization;
using AgentEmulator.Cli;
using AgentEmulator.Flashing;
using AgentEmulator.Rack.Definition;

namespace AgentEmulator.Rack.Engine;

/// <summary>Switches the power of a real board off and on, as the rack file says how.</summary>
internal sealed class PowerSwitch(PowerControl control, TimeProvider time, Action<string> show)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Long enough for capacitors to lose their charge.</summary>
    private static readonly TimeSpan Off = TimeSpan.FromSeconds(2);

    /// <summary>Whether it can cut power. The serial lines only restart a board.</summary>
    public bool CanCut => control is HubPowerControl or CommandPowerControl;

    /// <summary>Cuts the power and gives it back.</summary>
    /// <exception cref="EnvironmentFailureException">The program for it is missing, failed or took too long.</exception>
    public async Task CycleAsync(CancellationToken cancel)
    {
        var (off, on) = control switch
        {
            HubPowerControl hub => (Hub(hub, "off"), Hub(hub, "on")),
            CommandPowerControl command => (command.Off, command.On),
            _ => throw new InvalidOperationException("this power control cannot cut power"),
        };
        await RunAsync(off, cancel);
        try
        {
            await Task.Delay(Off, time, cancel);
        }
        finally
        {
            // A board is not left without power because somebody pressed Ctrl+C.
            await RunAsync(on, CancellationToken.None);
        }
    }

    private static IReadOnlyList<string> Hub(HubPowerControl hub, string action) =>
        ["uhubctl", "-l", hub.Hub, "-p", hub.Port.ToString(CultureInfo.InvariantCulture), "-a", action];

    private async Task RunAsync(IReadOnlyList<string> command, CancellationToken cancel)
    {
        var end = await new ExternalProgram(time, show).RunAsync(command[0], [.. command.Skip(1)], Limit, showOutput: false, cancel);
        if (end.ExitCode != 0)
        {
            throw new EnvironmentFailureException(
                $"The power control {string.Join(' ', command)} ended with {end.ExitCode}: {end.Everything.Trim()}");
        }
    }
}
