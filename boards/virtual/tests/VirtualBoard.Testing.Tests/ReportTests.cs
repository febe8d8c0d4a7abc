using VirtualBoard.Testing.Tests.Support;

namespace VirtualBoard.Testing.Tests;

/// <summary>TRX and JUnit of the sample tests.</summary>
public sealed class ReportTests(SampleRun run) : IClassFixture<SampleRun>
{
    [Fact]
    public void Trx_has_a_result_for_every_test() =>
        Assert.Equal(30, run.TrxReport.Descendants().Count(e => e.Name.LocalName == "UnitTestResult"));

    [Fact]
    public void Trx_names_class_and_method()
    {
        var method = run.TrxReport.Descendants().Single(
            e => e.Name.LocalName == "TestMethod" && (string?)e.Attribute("name") == "Fails");
        Assert.Contains("SampleTests.OutcomeTests", (string)method.Attribute("className")!, StringComparison.Ordinal);
    }

    [Fact]
    public void Junit_counts_suites_and_cases()
    {
        var root = run.JUnitReport.Root!;
        Assert.Equal("testsuites", root.Name.LocalName);
        Assert.Equal("30", (string?)root.Attribute("tests"));
        Assert.Equal("9", (string?)root.Attribute("failures"));
        Assert.Equal("0", (string?)root.Attribute("errors"));
        Assert.Equal("2", (string?)root.Attribute("skipped"));
        Assert.Equal(10, root.Elements("testsuite").Count());
        Assert.All(root.Elements("testsuite"), s => Assert.Equal((int)s.Attribute("tests")!, s.Elements("testcase").Count()));
    }

    [Fact]
    public void Junit_has_failure_with_message_and_stack()
    {
        var failure = run.JUnitCase("SampleTests.OutcomeTests", "Fails").Element("failure")!;
        Assert.Contains("Expected:<5>. Actual:<4>", (string)failure.Attribute("message")!, StringComparison.Ordinal);
        Assert.Contains("OutcomeTests.cs:line", failure.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Junit_has_skipped_and_output()
    {
        var skipped = run.JUnitCase("SampleTests.OutcomeTests", "Skips").Element("skipped")!;
        Assert.Equal("not on a Sunday", (string?)skipped.Attribute("message"));
        Assert.Equal("said on the board", run.JUnitCase("SampleTests.OutcomeTests", "Passes").Element("system-out")!.Value.Trim());
    }

    [Fact]
    public void Junit_has_board_time() => Assert.Equal(
        "10.000", (string?)run.JUnitCase("SampleTests.StuckTests", "Takes_ten_seconds_of_board_time").Attribute("time"));

    [Fact]
    public async Task Same_seed_gives_the_same_report_byte_for_byte()
    {
        using var results = new TemporaryFolder();
        await new TestProgram("SampleTests.Virtual", results.Path).RunAsync("--report-junit", "again.xml");
        Assert.Equal(run.JUnitText, await File.ReadAllTextAsync(results.File("again.xml")));
    }
}
