using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Journal;
using VirtualBoard;

namespace AgentEmulator.Rack.Engine;

/// <summary>A virtual board of the rack: each cycle in a lab and a factory of its own, on a flash chip that stays.</summary>
/// <remarks>
/// Nothing is shared between cycles but the wear of the flash, so that a cycle is a function of run seed, board and number, and a single one
/// can be run again. A simulated cycle takes no longer than its computation; a live one has real sockets and paced time.
/// </remarks>
internal sealed class VirtualRackBoard : IRackBoard
{
    /// <summary>Board time for one heartbeat: the firmware's interval, and as much again for a retry.</summary>
    private static readonly TimeSpan PerHeartbeat = TimeSpan.FromSeconds(60);

    private readonly BoardSpec _spec;
    private readonly RackDefinition _rack;
    private readonly IFirmware _firmware;
    private readonly BoardFlash _flash;
    private readonly byte[] _mac;
    private readonly Func<CycleOrder, string> _replay;
    private readonly double? _speed;

    /// <param name="spec">The board.</param>
    /// <param name="rack">Its rack.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="firmware">What runs on it.</param>
    /// <param name="wear">Wear of its flash so far; null when it is new.</param>
    /// <param name="speed">Board time per real time; null simulates.</param>
    /// <param name="replay">Command that runs a cycle again.</param>
    public VirtualRackBoard(
        BoardSpec spec, RackDefinition rack, ulong seed, IFirmware firmware, FlashFigures? wear, double? speed, Func<CycleOrder, string> replay)
    {
        (_spec, _rack, _firmware, _speed, _replay) = (spec, rack, firmware, speed, replay);
        _flash = new BoardFlash(InstalledFiles.Board(spec.Definition), wear);
        _mac = CycleDraw.Mac(seed, spec);
    }

    public BoardProblem? Look(CancellationToken cancel) => null;

    public CycleEnded RunCycle(CycleOrder order, ICycleListener listener, CancellationToken cancel)
    {
        var erased = _flash.Reset();
        var options = new ActivationOptions
        {
            Board = _spec.Definition,
            Seed = order.Seed,
            Speed = _speed ?? 1,
            FlashContents = _flash.Contents,
            Mac = _mac,
            SignalDbm = _spec.SignalDbm,
            Faults = order.Faults.ToHashSet(StringComparer.Ordinal),
            FactoryNetwork = _rack.FactoryNetwork,
            ProgrammedNetwork = _rack.ProgrammedNetwork,
            Patience = _rack.Plan.Patience,
        };
        using var scenario = _speed is null ? ActivationScenario.Simulated(options, _firmware) : ActivationScenario.Live(options, _firmware);
        var heartbeats = new HeartbeatLog();
        scenario.StepReached += step => listener.Step(step.BoardTime, step.Name, step.Detail);
        scenario.BoardPrinted += listener.Printed;
        scenario.FactoryReported += (at, fact) =>
        {
            heartbeats.Add(at, fact);
            listener.Fact(at, fact);
        };
        listener.Step(TimeSpan.Zero, CycleSteps.FactoryReset, $"{erased} sectors erased");
        var report = scenario.Run(cancel) ?? throw new OperationCanceledException(cancel);
        var reason = report.Reason;
        if (reason is null)
            reason = Verify(scenario, heartbeats, listener, cancel) ?? Unbless(scenario, listener);
        return End(order, report, reason, heartbeats, scenario.Elapsed);
    }

    public void Dispose()
    {
    }

    /// <summary>Waits for the heartbeats of production firmware and looks at what they and the flash say.</summary>
    private string? Verify(ActivationScenario scenario, HeartbeatLog heartbeats, ICycleListener listener, CancellationToken cancel)
    {
        using var wakeUp = cancel.Register(() => scenario.Lab.Post(static () => { }));
        var wanted = _rack.Plan.Heartbeats;
        var enough = scenario.Lab.RunUntil(() => heartbeats.Count >= wanted || cancel.IsCancellationRequested, PerHeartbeat * wanted);
        cancel.ThrowIfCancellationRequested();
        if (!enough)
            return CycleReason.NoHeartbeat;
        var flash = _flash.Figures(_rack.Health.FlashEndurance);
        if (flash.ErasesInCycle > _rack.Health.FlashErasesPerCycle)
            return CycleReason.FlashWear;
        var figures = heartbeats.Figures()!;
        listener.Step(scenario.Elapsed, CycleSteps.Verified, $"{figures.Count} heartbeats, {figures.LastFreeHeap} bytes free");
        return null;
    }

    private static string? Unbless(ActivationScenario scenario, ICycleListener listener)
    {
        var outcome = scenario.Services.Cloud.Unbless(Provisioning.DeviceId(scenario.Board.Mac));
        if (outcome != UnblessOutcome.Unblessed)
            return CycleReason.UnblessRefused;
        listener.Step(scenario.Elapsed, CycleSteps.Unblessed, "");
        return null;
    }

    /// <summary>What was seen in this cycle, then what to do about it.</summary>
    private static string Advised(ActivationReport report, string reason) =>
        (report.Detail is { } detail ? $"{detail}. " : "") + (report.Advice ?? CycleVerdict.Advice(reason));

    private CycleEnded End(CycleOrder order, ActivationReport report, string? reason, HeartbeatLog heartbeats, TimeSpan elapsed)
    {
        var claimed = report.Steps.LastOrDefault(s => s.Name == ActivationSteps.Claimed);
        return new CycleEnded
        {
            Outcome = reason is null ? CycleOutcome.Passed : CycleOutcome.Failed,
            Reason = reason,
            Advice = reason is null ? null : Advised(report, reason),
            Seed = order.Seed,
            Faults = order.Faults,
            Recheck = order.Recheck,
            Replay = reason is null ? null : _replay(order),
            Recovered = report.Recovered,
            // Rounded up: no step of the cycle comes after its end.
            BoardMs = (long)Math.Ceiling(elapsed.TotalMilliseconds),
            ActivationMs = report.Succeeded && claimed is not null ? (long)claimed.BoardTime.TotalMilliseconds : null,
            Boots = report.Boots,
            DeviceId = report.DeviceId,
            Mac = report.Mac,
            PlanId = report.PlanId,
            AgentUrl = report.AgentUrl,
            Heartbeats = heartbeats.Figures(),
            Flash = _flash.Figures(_rack.Health.FlashEndurance),
        };
    }
}
