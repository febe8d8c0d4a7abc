using System.Globalization;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Rack.Health;

/// <summary>Decides from a board's state whether it is set aside, released, or noted as degraded. Pure: the same state gives the same decision.</summary>
internal sealed class HealthJudge(HealthPolicy policy)
{
    private const int MostDoublings = 4;

    /// <summary>What follows from a cycle that has just ended and is in the state.</summary>
    public IReadOnlyList<RackEventData> AfterCycle(BoardState board, TimeSpan now) => board.Quarantine is { } quarantine
        ? AfterRecheck(board, quarantine, now)
        : Quarantine(board, now) is { } data ? [data] : DegradationCheck.Changes(board, policy);

    /// <summary>What follows from the board being missing once more, which is in the state.</summary>
    public IReadOnlyList<RackEventData> AfterMissing(BoardState board, TimeSpan now)
    {
        if (board.Missing is not { } missing)
            return [];
        if (board.Quarantine is not null)
            return [new BoardRechecked(false, missing.Detail, Next(board, now))];
        return missing.Times < policy.MissingTimes
            ? []
            : [new BoardQuarantined(
                QuarantineReason.Missing,
                $"It was missing {missing.Times} times in a row, since {At(missing.Since)}: {missing.Detail}",
                Next(board, now, more: 1))];
    }

    /// <summary>What follows from another board being where this one should be.</summary>
    public IReadOnlyList<RackEventData> AfterWrong(BoardState board, string detail, TimeSpan now) => board.Quarantine is not null
        ? [new BoardRechecked(false, detail, Next(board, now))]
        : [new BoardQuarantined(QuarantineReason.WrongBoard, detail, Next(board, now, more: 1))];

    /// <summary>What follows from a recheck that found the right board where it should be, for one whose quarantine was about nothing else.</summary>
    public static IReadOnlyList<RackEventData> AfterFound(string detail) =>
        [new BoardRechecked(true, detail, null), new BoardReleased("it is back, and the right one")];

    /// <summary>Whether a look is enough to release a board from its quarantine.</summary>
    public static bool LookIsEnough(QuarantineState quarantine) => quarantine.Reason is QuarantineReason.Missing or QuarantineReason.WrongBoard;

    private IReadOnlyList<RackEventData> AfterRecheck(BoardState board, QuarantineState quarantine, TimeSpan now)
    {
        var last = board.Recent[^1];
        var still = quarantine.Reason == QuarantineReason.Degraded ? DegradationCheck.OfLastCycle(board, policy) : null;
        var passed = last.Passed && still is null;
        var inARow = passed ? quarantine.PassedInARow + 1 : 0;
        var detail = !last.Passed ? $"cycle {last.Cycle} failed: {last.Reason}"
            : still is null ? $"cycle {last.Cycle} passed"
            : $"cycle {last.Cycle} passed, but {still}";
        return inARow >= policy.ReleaseAfter
            ? [new BoardRechecked(true, detail, null), new BoardReleased($"{inARow} rechecks in a row passed")]
            : [new BoardRechecked(passed, detail, Next(board, now))];
    }

    private BoardQuarantined? Quarantine(BoardState board, TimeSpan now)
    {
        if (board.Recent.Count == 0)
            return null;
        if (board.ConsecutiveFailures >= policy.ConsecutiveFailures)
        {
            return new BoardQuarantined(
                QuarantineReason.ConsecutiveFailures,
                $"{board.ConsecutiveFailures} cycles failed one after the other: {Listed(board.Recent.TakeLast(board.ConsecutiveFailures))}.",
                Next(board, now, more: 1));
        }

        var failures = board.Recent.Where(r => !r.Passed).ToList();
        if (board.Recent.Count >= policy.MinCycles && !board.Recent[^1].Passed
            && Wilson.LowerBound(failures.Count, board.Recent.Count, policy.Confidence) > policy.FailureRate)
        {
            return new BoardQuarantined(
                QuarantineReason.FailureRate,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{failures.Count} of its latest {board.Recent.Count} cycles failed ({100.0 * failures.Count / board.Recent.Count:0.#} %), which is surely ({100 * policy.Confidence:0.##} %) more than the {100 * policy.FailureRate:0.##} % tolerated: {Listed(failures)}."),
                Next(board, now, more: 1));
        }

        return DegradationCheck.Persistent(board, policy) is { } evidence
            ? new BoardQuarantined(QuarantineReason.Degraded, evidence, Next(board, now, more: 1))
            : null;
    }

    /// <summary>Rack time of the next recheck: a board that comes back again and again is looked at ever more rarely.</summary>
    private long Next(BoardState board, TimeSpan now, int more = 0)
    {
        var doublings = Math.Clamp(board.Quarantines + more - 1, 0, MostDoublings);
        return (long)(now + policy.Recheck * (1 << doublings)).TotalMilliseconds;
    }

    private static string Listed(IEnumerable<CycleResult> failures) => string.Join(
        ", ",
        failures.GroupBy(f => f.Reason ?? "?", StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key} {g.Count()} times (cycles {string.Join(", ", g.TakeLast(5).Select(f => f.Cycle))}{(g.Count() > 5 ? " and before" : "")})"));

    private static string At(TimeSpan rackTime) => $"rack time {Durations.Show(rackTime)}";
}
