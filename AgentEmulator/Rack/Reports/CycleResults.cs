using AgentEmulator.HardwareTesting;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Rack.Reports;

/// <summary>A run as test results, for CI servers: each board is a class, each cycle a test of it.</summary>
internal static class CycleResults
{
    public static BoardTestReport Of(RunReport report) => new(
        report.State.Status == RunStatus.Ended ? RunEnd.Finished : RunEnd.Interrupted,
        [.. report.Cycles.Select(c => Cycle(report, c)), .. report.State.Boards.Where(b => b.Quarantine is not null).Select(Quarantine)],
        Reboots: 0);

    private static BoardTestResult Cycle(RunReport report, CycleRow cycle) => new(
        cycle.Board,
        // Padded, so that names sort as numbers do.
        $"{cycle.Board}.cycle {cycle.Cycle:000000}",
        cycle.Passed ? BoardTestOutcome.Passed : BoardTestOutcome.Failed,
        cycle.Passed ? null : $"{cycle.Reason}: {cycle.Advice}",
        TimeSpan.FromMilliseconds(cycle.BoardMs),
        cycle.Passed ? "" : string.Join('\n', report.Log(cycle.Board, cycle.Cycle)),
        File: null,
        Line: null)
    {
        Stack = cycle.Passed ? null : $"seed {cycle.Seed}{(cycle.Faults.Length == 0 ? "" : $", injected: {cycle.Faults}")}\n{cycle.Replay}".TrimEnd(),
    };

    /// <summary>Quarantine fails no test, but must be seen: it is the one that did not run.</summary>
    private static BoardTestResult Quarantine(BoardState board) => new(
        board.Name, $"{board.Name}.quarantine", BoardTestOutcome.Skipped, $"In quarantine, {board.Quarantine!.Reason}: {board.Quarantine.Evidence}",
        TimeSpan.Zero, "", File: null, Line: null);
}
