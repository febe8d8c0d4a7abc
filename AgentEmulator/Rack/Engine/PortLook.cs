using AgentEmulator.Activation;
using AgentEmulator.Cli;
using AgentEmulator.Flashing;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Serial;

namespace AgentEmulator.Rack.Engine;

/// <summary>Restarts the board behind a port and asks its console who it is.</summary>
internal sealed class PortLook(BoardSpec spec, IBoardPorts ports, PowerSwitch power, FlashLimits limits, TimeProvider time)
{
    /// <summary>Looks.</summary>
    /// <returns>Null when the board is there and the right one.</returns>
    public async Task<BoardProblem?> LookAsync(CancellationToken cancel)
    {
        var port = spec.Port!;
        try
        {
            if (power.CanCut)
                await power.CycleAsync(cancel);
            if (!ports.Exists(port) && !await ComesAsync(port, cancel))
                return Missing("port-missing", $"There is no port {port}. Is the board plugged in, and the cable one for data?");
            return await BootedAsync(port, cancel) is { } booted
                ? Compare(booted)
                : Missing("no-answer", $"Nothing on {port} said within {limits.Boot.TotalSeconds:0} s that it booted. Is the firmware on the board, and has the port lines to restart it with?");
        }
        catch (EnvironmentFailureException e)
        {
            return Missing("port-unusable", e.Message);
        }
        catch (PortVanishedException e)
        {
            return Missing("port-vanished", e.Message);
        }
    }

    private BoardProblem? Compare(ConsoleState booted)
    {
        var found = ChipDetails.ParseMac(booted["mac"] ?? "");
        return spec.Mac is null || (found is not null && found.AsSpan().SequenceEqual(spec.Mac))
            ? null
            : new BoardProblem(
                BoardProblemKind.Wrong, "wrong-board",
                $"On {spec.Port} is the board {(found is null ? "without a MAC" : ChipDetails.MacText(found))}, and the rack file says {ChipDetails.MacText(spec.Mac)}: plug the right one in, or correct \"mac\".");
    }

    /// <summary>A port that was just given power needs a moment.</summary>
    private async Task<bool> ComesAsync(string port, CancellationToken cancel)
    {
        if (!power.CanCut)
            return false;
        var since = time.GetTimestamp();
        while (time.GetElapsedTime(since) < limits.Absence)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancel);
            if (ports.Exists(port))
                return true;
        }

        return false;
    }

    private async Task<ConsoleState?> BootedAsync(string port, CancellationToken cancel)
    {
        ConsoleState? booted = null;
        var console = new BoardConsole(ports, port, limits.ConsoleBaud, limits.Absence, time);
        console.Line += line => booted ??= ConsoleState.TryParse(line) is { Name: "booted" } state ? state : null;
        using var tooLong = new CancellationTokenSource(limits.Boot, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, tooLong.Token);
        try
        {
            await console.ReadAsync(reset: true, () => booted is not null, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Nothing came in time.
        }

        return booted;
    }

    private static BoardProblem Missing(string reason, string detail) => new(BoardProblemKind.Missing, reason, detail);
}
