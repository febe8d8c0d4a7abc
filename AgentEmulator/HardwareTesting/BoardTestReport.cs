using VirtualBoard.Testing.Discovery;

namespace AgentEmulator.HardwareTesting;

/// <summary>A run of tests, whole or cut short.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Tests">Its tests: those that ended in the order in which they did, then those that are known and did not.</param>
/// <param name="Reboots">How often the board rebooted in the middle.</param>
internal sealed record BoardTestReport(RunEnd End, IReadOnlyList<BoardTestResult> Tests, int Reboots)
{
    public int Passed => Count(BoardTestOutcome.Passed);

    public int Failed => Count(BoardTestOutcome.Failed);

    public int Skipped => Count(BoardTestOutcome.Skipped);

    public int NotRun => Count(BoardTestOutcome.NotRun);

    /// <summary>Gets whether everything that should run ran and did not fail. A run without tests proves nothing.</summary>
    public bool Succeeded => End == RunEnd.Finished && Failed == 0 && NotRun == 0 && Tests.Count > 0;

    /// <summary>Puts together what is known of a run.</summary>
    public static BoardTestReport Of(LauncherLog log, KnownTests known, RunEnd end)
    {
        var tests = new List<BoardTestResult>();
        var reported = new HashSet<TestCase>();
        foreach (var result in log.Results.Where(known.Counts))
        {
            if (known.Find(result.Name) is { } test)
                reported.Add(test);
            tests.Add(known.Report(result, log.OutputOf(result)));
        }

        tests.AddRange(known.All.Where(t => !reported.Contains(t)).Select(t => Missing(t, log, known)));
        return new BoardTestReport(end, tests, log.Reboots);
    }

    private static BoardTestResult Missing(TestCase test, LauncherLog log, KnownTests known)
    {
        // The launcher leaves a class out when its setup asks to be skipped, and says nothing of its tests.
        var skipped = log.Results.FirstOrDefault(r => r.Outcome == BoardTestOutcome.Skipped && test.Class.Setups.Any(
            s => r.Name.StartsWith($"{s.DeclaringType}.{s.Name}.", StringComparison.Ordinal)));
        return skipped is null
            ? known.Of(test, BoardTestOutcome.NotRun, "No result of this test came.", TimeSpan.Zero, "")
            : known.Of(test, BoardTestOutcome.Skipped, skipped.Message, TimeSpan.Zero, "");
    }

    private int Count(BoardTestOutcome outcome) => Tests.Count(t => t.Outcome == outcome);
}
