using AgentEmulator.Activation;
using AgentEmulator.Serial;

namespace AgentEmulator.Flashing;

/// <summary>What a board said after a reset.</summary>
/// <param name="Booted">The firmware's first words; null when they did not come.</param>
/// <param name="Provisioning">Its state "provisioned" or "not-provisioned"; null when neither came.</param>
/// <param name="LastLines">The last lines of the console, whatever they are.</param>
internal sealed record BootReport(ConsoleState? Booted, ConsoleState? Provisioning, IReadOnlyList<string> LastLines)
{
    /// <summary>The gateway that the board is provisioned for; null when it is not.</summary>
    public string? Gateway => Provisioning?["gateway"];
}

/// <summary>Resets a board and listens for the firmware's own words: only they prove that nanoCLR found the application.</summary>
internal sealed class BootCheck(IBoardPorts ports, FlashLimits limits, TimeProvider time)
{
    private const int LinesKept = 20;

    /// <summary>A line came.</summary>
    public event Action<string>? Printed;

    /// <summary>The port has no lines to reset with: somebody has to press the button.</summary>
    public event Action? NeedsReset;

    /// <summary>Resets and listens, until the firmware has said how it is provisioned, or the time is over.</summary>
    /// <exception cref="PortVanishedException">The port is gone.</exception>
    /// <exception cref="Cli.EnvironmentFailureException">The port cannot be opened.</exception>
    public async Task<BootReport> RunAsync(string port, CancellationToken cancel)
    {
        var lines = new Queue<string>();
        ConsoleState? booted = null;
        ConsoleState? provisioning = null;
        var console = new BoardConsole(ports, port, limits.ConsoleBaud, limits.Absence, time);
        console.Opened += reset =>
        {
            if (!reset)
                NeedsReset?.Invoke();
        };
        console.Line += line =>
        {
            lines.Enqueue(line);
            if (lines.Count > LinesKept)
                lines.Dequeue();
            Printed?.Invoke(line);
            switch (ConsoleState.TryParse(line))
            {
                case { Name: "booted" } state:
                    booted = state;
                    provisioning = null;
                    break;
                case { Name: "provisioned" or "not-provisioned" } state when booted is not null:
                    provisioning = state;
                    break;
            }
        };

        using var tooLong = new CancellationTokenSource(limits.Boot, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, tooLong.Token);
        try
        {
            await console.ReadAsync(reset: true, () => provisioning is not null, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // What was heard until now is the answer.
        }

        return new BootReport(booted, provisioning, [.. lines]);
    }
}
