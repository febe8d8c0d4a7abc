using AgentEmulator.Exploration;
using AgentEmulator.Exploration.Storms;
using VirtualBoard;
using VirtualBoard.Tracing;

namespace AgentEmulator.Tests.Exploration;

public sealed class StormTests
{
    [Fact]
    public void A_storm_breaks_no_promise_and_is_a_function_of_its_seed()
    {
        var options = new SimulateOptions { Lab = FirmwareWithBugs.Lab(boards: 2), FirstSeed = 1, LastSeed = 5, Verify = 1 };
        var report = new Simulator(options).Run(CancellationToken.None);
        Assert.Empty(report.Violations.Select(r => $"seed {r.Seed}: {r.Violation}"));
        Assert.Empty(report.Diverged);
        Assert.Equal([1UL, 2, 3, 4, 5], report.Results.Select(r => r.Seed));
        Assert.Equal(1, report.Verified);
        Assert.Equal(5, report.Results.Select(r => r.TraceHash).Distinct().Count());
        Assert.True(report.Results.Sum(r => r.Faults.Values.Sum()) > 50);
    }

    [Fact]
    public void What_decides_besides_the_seed_is_found_and_shown_where()
    {
        var lab = FirmwareWithBugs.Lab() with { Firmware = new CountingFirmware() };
        var report = new Simulator(new SimulateOptions { Lab = lab, FirstSeed = 3, LastSeed = 3, Verify = 1 }).Run(CancellationToken.None);
        var divergence = Assert.Single(report.Diverged);
        Assert.Contains("boots so far", divergence.Place!.Expected, StringComparison.Ordinal);
        Assert.Contains("boots so far", divergence.Place.Found, StringComparison.Ordinal);
        Assert.NotEqual(divergence.Place.Expected, divergence.Place.Found);
        // Firmware that says nothing else is no firmware of a factory.
        Assert.Equal("boots", Assert.Single(report.Violations).Violation!.Promise);
    }

    [Fact]
    public void Seeds_draw_storms_of_every_kind()
    {
        var plans = Enumerable.Range(1, 200).Select(seed => StormPlan.Draw((ulong)seed)).ToList();
        Assert.Equal(StormPlan.Draw(1), plans[0]);
        foreach (var word in (string[])["power cuts", "access points off", "weak signal", "no DHCP", "no internet", "requests lost", "answers lost", "requests doubled", "impCloud slow", "token requests fail", "gateway fails", "token requests a minute", "tokens live", "agents move", "clock steps", "flash bits flip"])
            Assert.InRange(plans.Count(p => p.ToString().Contains(word, StringComparison.Ordinal)), 20, 180);
    }

    [Fact]
    public void Traces_are_compared_entry_by_entry_and_the_first_difference_is_told()
    {
        var file = Path.Combine(Path.GetTempPath(), $"trace-{Guid.NewGuid():N}.txt");
        try
        {
            Record(file, null, Entry(1, "a"), Entry(2, "b"), Entry(3, "c"));
            Assert.Null(Record(null, file, Entry(1, "a"), Entry(2, "b"), Entry(3, "c")));
            var bent = Record(null, file, Entry(1, "a"), Entry(2, "x"), Entry(3, "c"));
            Assert.Equal(new TraceDifference(2, Entry(2, "b").ToString(), Entry(2, "x").ToString()), bent);
            Assert.Equal(new TraceDifference(3, Entry(3, "c").ToString(), null), Record(null, file, Entry(1, "a"), Entry(2, "b")));
            Assert.Equal(4, Record(null, file, Entry(1, "a"), Entry(2, "b"), Entry(3, "c"), Entry(4, "d"))!.Line);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Remembers what it must not: how often it was booted in this process.</summary>
    private sealed class CountingFirmware : IFirmware
    {
        private int _boots;

        public string Name => "counting";

        public void Run(Boot boot) => boot.Board.Console.WriteLine($"{++_boots} boots so far");
    }

    private static TraceEntry Entry(long number, string what) => new(number, TimeSpan.FromSeconds(number), TraceKind.Note, "lab", what, 0, 0);

    private static TraceDifference? Record(string? write, string? against, params TraceEntry[] entries)
    {
        using var files = new TraceFiles(write, against);
        foreach (var entry in entries)
            files.Sink(entry);
        files.End();
        return files.Difference;
    }
}
