using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Cli;
using AgentEmulator.Cloud;
using AgentEmulator.Flashing;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Serial;

namespace AgentEmulator.Rack.Engine;

/// <summary>A real board of the rack, behind a serial port and its own network. The factory's services run on this computer, three ports per board.</summary>
/// <remarks>Not proven on a real board yet: tests have a virtual one in real time behind the port.</remarks>
internal sealed class RealRackBoard(BoardSpec spec, RackDefinition rack, RealActivationOptions activation, IBoardPorts ports, TimeProvider time) : IRackBoard
{
    /// <summary>For one heartbeat: the firmware's interval, and as much again for a retry.</summary>
    private static readonly TimeSpan PerHeartbeat = TimeSpan.FromSeconds(60);

    private readonly FlashLimits _limits = activation.Limits;

    public BoardProblem? Look(CancellationToken cancel)
    {
        var power = new PowerSwitch(spec.Power, time, static _ => { });
        return new PortLook(spec, ports, power, _limits, time).LookAsync(cancel).GetAwaiter().GetResult();
    }

    public CycleEnded RunCycle(CycleOrder order, ICycleListener listener, CancellationToken cancel) =>
        RunAsync(order, listener, cancel).GetAwaiter().GetResult();

    public void Dispose()
    {
    }

    private async Task<CycleEnded> RunAsync(CycleOrder order, ICycleListener listener, CancellationToken cancel)
    {
        var record = new RealCycleRecord(listener, rack.Plan.Heartbeats, time);
        try
        {
            await using var run = await RealActivation.StartAsync(activation, ports, record, time, cancel);
            run.StepReached += step => record.Reached(step.Name, step.Detail);
            run.BoardPrinted += (_, line) => record.Printed(line);
            run.Acknowledged += record.Acknowledged;
            var report = await run.RunAsync(cancel) ?? throw new OperationCanceledException(cancel);
            if (WrongBoard(report) is { } wrong)
                return End(order, report, (CycleReason.WrongBoard, wrong), record);
            // What an earlier cycle left was to be gone.
            var reason = report.AlreadyActivated
                ? CycleReason.ResetFailed
                : report.Reason ?? await VerifyAsync(record, cancel) ?? Unbless(run, report, record);
            return End(order, report, (reason, Advised(report, reason)), record);
        }
        catch (FlashFailureException e)
        {
            var reason = e.Reason switch
            {
                FlashReason.PortMissing or FlashReason.PortGone => CycleReason.BoardLost,
                FlashReason.Environment => CycleReason.HostNotReady,
                _ => CycleReason.ResetFailed,
            };
            return End(order, null, (reason, e.Message), record);
        }
        catch (PortVanishedException e)
        {
            return End(order, null, (CycleReason.BoardLost, e.Message), record);
        }
        catch (EnvironmentFailureException e)
        {
            return End(order, null, ports.Exists(spec.Port!)
                ? (CycleReason.HostNotReady, $"{e.Message} {CycleVerdict.Advice(CycleReason.HostNotReady)}")
                : (CycleReason.BoardLost, e.Message), record);
        }
    }

    /// <summary>Waits for the heartbeats of production firmware, and goes on listening to the console: a board that is lost now is told at once.</summary>
    private async Task<string?> VerifyAsync(RealCycleRecord record, CancellationToken cancel)
    {
        var console = new BoardConsole(ports, spec.Port!, _limits.ConsoleBaud, _limits.Absence, time);
        console.Line += record.Printed;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var listening = console.ReadAsync(reset: false, static () => false, over.Token);
        try
        {
            await await Task.WhenAny(record.EnoughHeartbeats, listening).WaitAsync(PerHeartbeat * rack.Plan.Heartbeats, time, cancel);
        }
        catch (TimeoutException)
        {
            return CycleReason.NoHeartbeat;
        }
        finally
        {
            await over.CancelAsync();
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        record.Reached(CycleSteps.Verified, $"{record.Heartbeats?.Count} heartbeats");
        return null;
    }

    private static string? Unbless(RealActivation run, ActivationReport report, RealCycleRecord record)
    {
        if (run.Services.Cloud.Unbless(report.DeviceId) != UnblessOutcome.Unblessed)
            return CycleReason.UnblessRefused;
        record.Reached(CycleSteps.Unblessed, "");
        return null;
    }

    /// <summary>Boards are swapped in the middle of cycles, too.</summary>
    private string? WrongBoard(ActivationReport report) =>
        spec.Mac is { } expected && ChipDetails.ParseMac(report.Mac) is { } found && !found.AsSpan().SequenceEqual(expected)
            ? $"On {spec.Port} is the board {report.Mac}, and the rack file says {ChipDetails.MacText(expected)}."
            : null;

    private static string? Advised(ActivationReport report, string? reason) => reason is null
        ? null
        : (report.Detail is { } detail ? $"{detail}. " : "") + (report.Advice ?? CycleVerdict.Advice(reason));

    private static CycleEnded End(CycleOrder order, ActivationReport? report, (string? Reason, string? Advice) why, RealCycleRecord record)
    {
        var claimed = report?.Steps.LastOrDefault(s => s.Name == ActivationSteps.Claimed);
        return new CycleEnded
        {
            Outcome = why.Reason is null ? CycleOutcome.Passed : CycleOutcome.Failed,
            Reason = why.Reason,
            Advice = why.Advice,
            Seed = order.Seed,
            Faults = order.Faults,
            Recheck = order.Recheck,
            Recovered = report?.Recovered ?? [],
            BoardMs = (long)Math.Ceiling(record.Elapsed.TotalMilliseconds),
            ActivationMs = report?.Succeeded == true && claimed is not null ? (long)claimed.BoardTime.TotalMilliseconds : null,
            Boots = report?.Boots ?? 0,
            DeviceId = report?.DeviceId,
            Mac = report?.Mac,
            PlanId = report?.PlanId,
            AgentUrl = report?.AgentUrl,
            Heartbeats = record.Heartbeats,
        };
    }
}
