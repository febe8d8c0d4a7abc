using AgentEmulator.Exploration.Cuts;

namespace AgentEmulator.Tests.Exploration;

public sealed class ExplorerTests
{
    [Fact]
    public void A_cut_anywhere_and_a_second_one_in_the_recovery_break_no_promise()
    {
        var options = new ExploreOptions { Lab = FirmwareWithBugs.Lab(), Cuts = 2, Samples = 1, Pairs = 10 };
        var report = new Explorer(options).Run(CancellationToken.None);
        Assert.Empty(report.Violations.Select(r => $"{string.Join(' ', r.Cuts)}: {r.Violation}"));
        // A poll that the board's own reboot ends is never answered.
        Assert.All(report.Results, r => Assert.True(r.IsComplete || r.Cuts.Any(c => c.Kind == CutKind.Answer), $"{string.Join(' ', r.Cuts)} did not happen"));
        Assert.InRange(report.Unanswered, 0, 5);
        // Fewer places would mean that they are no longer seen; each run has one, and the flawless run none.
        Assert.True(report.Whole is { FlashOperations: > 30, Requests: > 8 }, report.Whole.ToString());
        Assert.Equal(1 + report.Whole.FlashOperations + (2 * report.Whole.Requests), report.Results.Count(r => r.Cuts.Count < 2));
        Assert.Equal(10, report.Results.Count(r => r.Cuts.Count == 2));
        Assert.True(report.Pairs > 1_000);
        Assert.InRange(report.States, 30, report.Results.Count + 10);
    }

    [Fact]
    public void A_bug_in_the_firmware_is_found_and_its_replay_breaks_the_same_promise_again()
    {
        var lab = FirmwareWithBugs.Lab(bug: FirmwareWithBugs.NewerSlot);
        var report = new Explorer(new ExploreOptions { Lab = lab, Samples = 1, StopAtFirst = true }).Run(CancellationToken.None);
        var found = report.Violations.First();
        Assert.Equal("old-or-new", found.Violation!.Promise);
        var again = CutRun.Execute(lab, found.Cuts);
        Assert.Equal((found.Violation, found.TraceHash), (again.Violation, again.TraceHash));
    }

    [Fact]
    public void A_run_is_a_function_of_its_seed_and_cuts_however_many_run_beside_it()
    {
        CutPoint[] cuts = [new(CutKind.Flash, 20, 3), new(CutKind.Answer, 2, 0)];
        var alone = CutRun.Execute(FirmwareWithBugs.Lab(7), cuts);
        var hashes = new List<string>();
        var threads = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            var hash = CutRun.Execute(FirmwareWithBugs.Lab(7), cuts).TraceHash;
            lock (hashes)
                hashes.Add(hash);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal(Enumerable.Repeat(alone.TraceHash, 3), hashes);
        Assert.NotEqual(alone.TraceHash, CutRun.Execute(FirmwareWithBugs.Lab(7), [cuts[0] with { Sample = 2 }, cuts[1]]).TraceHash);
    }
}
