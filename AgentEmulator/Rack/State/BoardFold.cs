using System.Collections.Immutable;
using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.State;

/// <summary>Folds one event into the state of its board.</summary>
internal static class BoardFold
{
    public static BoardState Apply(BoardState board, RackEvent e, int? plannedCycles)
    {
        var after = e.Data switch
        {
            CycleBegun begun => board with { Running = new RunningCycle(e.Cycle ?? 0, e.RackTime, null, begun.Faults, begun.Recheck) },
            StepReached step => board.Running is { } running ? board with { Running = running with { Step = step.Step } } : board,
            CycleEnded { Outcome: CycleOutcome.Abandoned } => board with { Running = null, Abandoned = board.Abandoned + 1 },
            CycleEnded end => End(board, e, end),
            BoardMissing missing => board with
            {
                Missing = new MissingState(missing.Reason, missing.Detail, board.Missing?.Since ?? e.RackTime, e.RackTime, (board.Missing?.Times ?? 0) + 1),
            },
            BoardFound => board with { Missing = null },
            BoardDegraded degraded => board with
            {
                Degraded = board.Degraded.SetItem(
                    degraded.Reason, new DegradedState(degraded.Evidence, board.Degraded.GetValueOrDefault(degraded.Reason)?.SinceCycle ?? board.LastCycle)),
            },
            BoardRecovered recovered => board with { Degraded = board.Degraded.Remove(recovered.Reason) },
            BoardQuarantined quarantined => board with
            {
                Quarantine = new QuarantineState(quarantined.Reason, quarantined.Evidence, e.RackTime, Time(quarantined.RecheckAtMs), 0, 0),
                Quarantines = board.Quarantines + 1,
            },
            BoardRechecked recheck when board.Quarantine is { } quarantine => board with
            {
                Quarantine = quarantine with
                {
                    Rechecks = quarantine.Rechecks + 1,
                    PassedInARow = recheck.Passed ? quarantine.PassedInARow + 1 : 0,
                    RecheckAt = Time(recheck.RecheckAtMs),
                },
            },
            // What led to quarantine is settled: judging starts afresh.
            BoardReleased => board with
            {
                Quarantine = null,
                Missing = null,
                ConsecutiveFailures = 0,
                Recent = [],
                FirstActivations = [],
                Degraded = board.Degraded.Clear(),
            },
            _ => board,
        };
        return after with { Status = StatusOf(after, plannedCycles) };
    }

    public static ImmutableSortedDictionary<string, int> Count(ImmutableSortedDictionary<string, int> reasons, string? reason)
    {
        var word = reason ?? CycleReason.InternalError;
        return reasons.SetItem(word, reasons.GetValueOrDefault(word) + 1);
    }

    private static BoardState End(BoardState board, RackEvent e, CycleEnded end)
    {
        var passed = end.Outcome == CycleOutcome.Passed;
        var cycle = e.Cycle ?? board.LastCycle + 1;
        var result = new CycleResult(cycle, e.RackTime, passed, end.Reason, end.ActivationMs, end.Heartbeats?.HeapSlope, end.Heartbeats?.Rssi);
        var recent = board.Recent.Count == BoardState.RecentCount ? board.Recent.RemoveAt(0) : board.Recent;
        return board with
        {
            Running = null,
            Missing = null,
            Passed = board.Passed + (passed ? 1 : 0),
            Failed = board.Failed + (passed ? 0 : 1),
            LastCycle = cycle,
            LastBegunAt = board.Running?.BegunAt ?? e.RackTime - TimeSpan.FromMilliseconds(end.BoardMs),
            LastEndedAt = e.RackTime,
            Reasons = passed ? board.Reasons : Count(board.Reasons, end.Reason),
            ConsecutiveFailures = passed ? 0 : board.ConsecutiveFailures + 1,
            ConsecutivePasses = passed ? board.ConsecutivePasses + 1 : 0,
            Recent = recent.Add(result),
            FirstActivations = end.ActivationMs is { } time && board.FirstActivations.Count < BoardState.FirstCount
                ? board.FirstActivations.Add(time)
                : board.FirstActivations,
            LastFailure = passed ? board.LastFailure : new FailedCycle(cycle, e.RackTime, end),
            Mac = end.Mac ?? board.Mac,
            DeviceId = end.DeviceId ?? board.DeviceId,
            Heartbeats = end.Heartbeats ?? board.Heartbeats,
            Flash = end.Flash ?? board.Flash,
            BoardTime = board.BoardTime + TimeSpan.FromMilliseconds(end.BoardMs),
        };
    }

    private static BoardStatus StatusOf(BoardState board, int? plannedCycles) => board switch
    {
        { Running: not null } => BoardStatus.Running,
        { Quarantine: not null } => BoardStatus.Quarantined,
        { Missing: not null } => BoardStatus.Missing,
        _ when plannedCycles is { } planned && board.LastCycle >= planned => BoardStatus.Finished,
        _ => BoardStatus.Waiting,
    };

    private static TimeSpan? Time(long? milliseconds) => milliseconds is { } ms ? TimeSpan.FromMilliseconds(ms) : null;
}
