using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using VirtualBoard.Testing.Reports;

namespace AgentEmulator.HardwareTesting;

/// <summary>A run as a TRX file, as Visual Studio and Azure Pipelines read it.</summary>
internal static class TrxFile
{
    private const string UnitTestType = "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b";
    private static readonly XNamespace Schema = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Makes the document.</summary>
    /// <param name="report">The run.</param>
    /// <param name="suite">Name of what ran: of the test assembly, of the rack.</param>
    /// <param name="computer">What stands for the computer: the port or the board.</param>
    /// <param name="started">When the run began.</param>
    /// <param name="finished">When it ended.</param>
    public static XDocument Of(BoardTestReport report, string suite, string computer, DateTimeOffset started, DateTimeOffset finished)
    {
        var list = Id("list");
        return new XDocument(new XElement(
            Schema + "TestRun",
            new XAttribute("id", Id($"{computer} {Time(started)}")),
            new XAttribute("name", $"{computer} {Time(started)}"),
            new XElement(
                Schema + "Times",
                new XAttribute("creation", Time(started)), new XAttribute("queuing", Time(started)),
                new XAttribute("start", Time(started)), new XAttribute("finish", Time(finished))),
            new XElement(Schema + "Results", report.Tests.Select((t, i) => Result(t, i, list, computer))),
            new XElement(Schema + "TestDefinitions", report.Tests.Select((t, i) => Definition(t, i, suite))),
            new XElement(
                Schema + "TestEntries",
                report.Tests.Select((t, i) => new XElement(
                    Schema + "TestEntry",
                    new XAttribute("testId", Id($"test {t.Name}")), new XAttribute("executionId", Id($"run {i}")), new XAttribute("testListId", list)))),
            new XElement(
                Schema + "TestLists",
                new XElement(Schema + "TestList", new XAttribute("name", "Results Not in a List"), new XAttribute("id", list))),
            Summary(report)));
    }

    private static XElement Result(BoardTestResult test, int number, string list, string computer)
    {
        var output = new XElement(Schema + "Output");
        if (test.Output.Length > 0)
            output.Add(new XElement(Schema + "StdOut", JUnitXml.Clean(test.Output)));
        if (test.Message is { } message)
        {
            var error = new XElement(Schema + "ErrorInfo", new XElement(Schema + "Message", JUnitXml.Clean(message)));
            if (test.Trace.Length > 0)
                error.Add(new XElement(Schema + "StackTrace", JUnitXml.Clean(test.Trace)));
            output.Add(error);
        }

        return new XElement(
            Schema + "UnitTestResult",
            new XAttribute("executionId", Id($"run {number}")),
            new XAttribute("testId", Id($"test {test.Name}")),
            new XAttribute("testName", JUnitXml.Clean(test.Name)),
            new XAttribute("computerName", computer),
            new XAttribute("duration", test.Duration.ToString("c", CultureInfo.InvariantCulture)),
            new XAttribute("testType", UnitTestType),
            new XAttribute("outcome", Outcome(test.Outcome)),
            new XAttribute("testListId", list),
            output);
    }

    private static XElement Definition(BoardTestResult test, int number, string suite) => new(
        Schema + "UnitTest",
        new XAttribute("name", JUnitXml.Clean(test.Name)),
        new XAttribute("storage", suite),
        new XAttribute("id", Id($"test {test.Name}")),
        new XElement(Schema + "Execution", new XAttribute("id", Id($"run {number}"))),
        new XElement(
            Schema + "TestMethod",
            new XAttribute("codeBase", suite),
            new XAttribute("className", test.ClassName),
            new XAttribute("name", JUnitXml.Clean(test.Name))));

    private static XElement Summary(BoardTestReport report) => new(
        Schema + "ResultSummary",
        new XAttribute("outcome", report.Succeeded ? "Completed" : "Failed"),
        new XElement(
            Schema + "Counters",
            new XAttribute("total", report.Tests.Count),
            new XAttribute("executed", report.Passed + report.Failed),
            new XAttribute("passed", report.Passed),
            new XAttribute("failed", report.Failed),
            new XAttribute("notExecuted", report.Skipped + report.NotRun)));

    private static string Outcome(BoardTestOutcome outcome) => outcome switch
    {
        BoardTestOutcome.Passed => "Passed",
        BoardTestOutcome.Failed => "Failed",
        _ => "NotExecuted",
    };

    private static string Time(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Ids are made of what they stand for, so that a test has the same one in every run.</summary>
    private static string Id(string what) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16)).ToString();
}
