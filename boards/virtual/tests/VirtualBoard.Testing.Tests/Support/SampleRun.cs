using System.Xml.Linq;

namespace VirtualBoard.Testing.Tests.Support;

/// <summary>All sample tests, run once with both reports.</summary>
public sealed class SampleRun : IAsyncLifetime
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    private readonly TemporaryFolder _results = new();

    internal TestProgramRun Run { get; private set; } = null!;

    internal XDocument TrxReport { get; private set; } = null!;

    internal XDocument JUnitReport { get; private set; } = null!;

    internal string JUnitText { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Run = await new TestProgram("SampleTests.Virtual", _results.Path)
            .RunAsync("--report-trx", "--report-trx-filename", "all.trx", "--report-junit", "all.xml");
        TrxReport = XDocument.Load(_results.File("all.trx"));
        JUnitText = await File.ReadAllTextAsync(_results.File("all.xml"));
        JUnitReport = XDocument.Parse(JUnitText);
    }

    public ValueTask DisposeAsync()
    {
        _results.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The result of a test in the TRX report.</summary>
    internal XElement TrxResult(string name) =>
        Assert.Single(TrxReport.Descendants(Trx + "UnitTestResult"), r => (string?)r.Attribute("testName") == name);

    internal string Outcome(string name) => (string)TrxResult(name).Attribute("outcome")!;

    internal string Message(string name) => Text(name, "Message");

    internal string Stack(string name) => Text(name, "StackTrace");

    internal string StandardOutput(string name) => Text(name, "StdOut");

    /// <summary>The element of a test in the JUnit report.</summary>
    internal XElement JUnitCase(string className, string name) => Assert.Single(
        JUnitReport.Descendants("testcase"),
        c => (string?)c.Attribute("classname") == className && (string?)c.Attribute("name") == name);

    private string Text(string name, string element) => TrxResult(name).Descendants(Trx + element).SingleOrDefault()?.Value ?? "";
}
