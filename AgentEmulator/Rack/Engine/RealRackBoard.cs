using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Cli;
using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Flashing;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Serial;

namespace AgentEmulator.Rack.Engine;

/// <summary>A real board of the rack, behind a serial port and its own network. The factory's services run on this computer, three ports per board.</summary>
/// <remarks>Not proven on a real board yet: tests play the board on the port interface.</remarks>
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
        var began = time.GetTimestamp();
        var heartbeats = new HeartbeatLog();
        try
        {
            listener.Step(TimeSpan.Zero, CycleSteps.FactoryReset, "the board is provisioned as new");
            await using var run = await RealActivation.StartAsync(activation, ports, new ListenerView(listener, Elapsed), time, cancel);
            var enough = Follow(run, listener, heartbeats, Elapsed);
            var report = await run.RunAsync(cancel) ?? throw new OperationCanceledException(cancel);
            var reason = report.Reason;
            if (reason is null && WrongBoard(report) is null)
                reason = await VerifyAsync(heartbeats, enough, listener, Elapsed, cancel) ?? Unbless(run, report, listener, Elapsed());
            return End(order, report, WrongBoard(report) is { } wrong ? (CycleReason.WrongBoard, wrong) : (reason, Advised(report, reason)), heartbeats, Elapsed());
        }
        catch (FlashFailureException e)
        {
            return End(order, null, (CycleReason.ResetFailed, e.Message), heartbeats, Elapsed());
        }
        catch (Exception e) when (e is PortVanishedException or EnvironmentFailureException)
        {
            return End(order, null, (CycleReason.BoardLost, e.Message), heartbeats, Elapsed());
        }

        TimeSpan Elapsed() => time.GetElapsedTime(began);
    }

    /// <summary>Passes on what happens; the task ends with the last heartbeat that is waited for.</summary>
    private Task Follow(RealActivation run, ICycleListener listener, HeartbeatLog heartbeats, Func<TimeSpan> elapsed)
    {
        var gate = new Lock();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        run.StepReached += step =>
        {
            lock (gate)
                listener.Step(elapsed(), step.Name, step.Detail);
        };
        run.BoardPrinted += (_, line) =>
        {
            lock (gate)
                listener.Printed(elapsed(), line);
        };
        run.Acknowledged += fact =>
        {
            lock (gate)
            {
                listener.Fact(elapsed(), fact);
                heartbeats.Add(elapsed(), fact);
                if (heartbeats.Count >= rack.Plan.Heartbeats)
                    enough.TrySetResult();
            }
        };
        return enough.Task;
    }

    private async Task<string?> VerifyAsync(
        HeartbeatLog heartbeats, Task enough, ICycleListener listener, Func<TimeSpan> elapsed, CancellationToken cancel)
    {
        try
        {
            await enough.WaitAsync(PerHeartbeat * rack.Plan.Heartbeats, time, cancel);
        }
        catch (TimeoutException)
        {
            return CycleReason.NoHeartbeat;
        }

        listener.Step(elapsed(), CycleSteps.Verified, $"{heartbeats.Count} heartbeats");
        return null;
    }

    private static string? Unbless(RealActivation run, ActivationReport report, ICycleListener listener, TimeSpan at)
    {
        if (run.Services.Cloud.Unbless(report.DeviceId) != UnblessOutcome.Unblessed)
            return CycleReason.UnblessRefused;
        listener.Step(at, CycleSteps.Unblessed, "");
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

    private static CycleEnded End(CycleOrder order, ActivationReport? report, (string? Reason, string? Advice) why, HeartbeatLog heartbeats, TimeSpan elapsed)
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
            BoardMs = (long)Math.Ceiling(elapsed.TotalMilliseconds),
            ActivationMs = report?.Succeeded == true && claimed is not null ? (long)claimed.BoardTime.TotalMilliseconds : null,
            Boots = report?.Boots ?? 0,
            DeviceId = report?.DeviceId,
            Mac = report?.Mac,
            PlanId = report?.PlanId,
            AgentUrl = report?.AgentUrl,
            Heartbeats = heartbeats.Figures(),
        };
    }

    /// <summary>What the flasher says goes to the cycle's console.</summary>
    private sealed class ListenerView(ICycleListener listener, Func<TimeSpan> elapsed) : IFlashView
    {
        public void Step(string name, string command) => listener.Printed(elapsed(), $"flasher: {name}");

        public void Progress(double fraction)
        {
        }

        public void Done(string name, string detail) => listener.Printed(elapsed(), $"flasher: {name} done {detail}");

        public void Said(string line) => listener.Printed(elapsed(), $"flasher: {line}");

        public void Note(string text) => listener.Printed(elapsed(), $"flasher: {text}");
    }
}
