using AgentEmulator.HardwareTesting;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Shows a run of tests to a person: each test as it ends, then a summary.</summary>
internal sealed class TestView
{
    private readonly IAnsiConsole _console;
    private readonly bool _verbose;
    private readonly HashSet<string> _notRun = new(StringComparer.Ordinal);

    public TestView(IAnsiConsole console, bool verbose)
    {
        _console = console;
        _verbose = verbose;
        // Where nobody looks at a window, lines are as long as they are.
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = int.MaxValue;
    }

    public void Begin(string where) => Line($"[bold]Unit tests[/] on {Safe(where)}");

    public void Note(string text) => Line($"  [grey]{Safe(text)}[/]");

    /// <summary>A line of a program that was started.</summary>
    public void Program(string text) => Line($"  [grey]| {Safe(text)}[/]");

    /// <summary>A line of the board that is no result.</summary>
    public void Printed(string text)
    {
        if (_verbose)
            Line($"  [grey]board | {Safe(text)}[/]");
    }

    public void Rebooted(int count) => Line($"  [yellow]The board rebooted in the middle ({count}); the launcher starts over.[/]");

    public void Test(BoardTestResult test)
    {
        switch (test.Outcome)
        {
            case BoardTestOutcome.Passed:
                Line($"  [green]passed[/]   {Safe(test.Name)} [grey]({test.Duration.TotalMilliseconds:0} ms)[/]");
                break;
            case BoardTestOutcome.Skipped:
                Line($"  [yellow]skipped[/]  {Safe(test.Name)} [grey]{Safe(test.Message ?? "")}[/]");
                break;
            default:
                if (test.Outcome == BoardTestOutcome.NotRun)
                    _notRun.Add(test.Name);
                Line($"  [red]{(test.Outcome == BoardTestOutcome.Failed ? "FAILED  " : "NOT RUN ")}[/] {Safe(test.Name)}");
                Details(test);
                break;
        }
    }

    public void Explain(string? text)
    {
        if (text is not null)
            Line($"[yellow]{Safe(text)}[/]");
    }

    public void End(BoardTestReport report)
    {
        foreach (var test in report.Tests.Where(t => t.Outcome == BoardTestOutcome.NotRun && !_notRun.Contains(t.Name)))
            Line($"  [red]NOT RUN[/]  {Safe(test.Name)}");
        Line("");
        if (report.Reboots > 0)
            Line($"[yellow]The board rebooted {report.Reboots} times in the middle.[/]");
        var notRun = report.NotRun == 0 ? "" : $", {report.NotRun} not run";
        Line($"[{(report.Succeeded ? "green" : "red")}]{report.Passed} passed, {report.Failed} failed, {report.Skipped} skipped{notRun}[/]");
    }

    private void Details(BoardTestResult test)
    {
        foreach (var line in (test.Message ?? "").Split('\n'))
            Line($"             {Safe(line.TrimEnd())}");
        if (test.Trace.Length > 0)
        {
            foreach (var line in test.Trace.Split('\n'))
                Line($"          [grey]{Safe(line.TrimEnd())}[/]");
        }

        if (test.Output.Length == 0)
            return;
        foreach (var line in test.Output.Split('\n'))
            Line($"             [grey]| {Safe(line.TrimEnd())}[/]");
    }

    private void Line(string markup) => _console.MarkupLine(markup);

    private static string Safe(string text) => Markup.Escape(text);
}
