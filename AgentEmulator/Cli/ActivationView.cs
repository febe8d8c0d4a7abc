using AgentEmulator.Activation;
using AgentEmulator.Doctor;
using AgentEmulator.Events;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Shows an activation to a person: the steps as they happen, then a summary.</summary>
internal sealed class ActivationView(IAnsiConsole console, bool verbose)
{
    private const int StepWidth = 16;

    public void Begin(ActivationOptions options, IActivationRun run)
    {
        // Where nobody looks at a window, lines are as long as they are.
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = int.MaxValue;
        var faults = options.Faults.Count == 0 ? "" : $", with {string.Join(", ", options.Faults.Order(StringComparer.Ordinal))}";
        Follow($"[bold]Factory activation[/] on a virtual {Safe(options.Board)} (seed {options.Seed}, {options.Speed}x real time{Safe(faults)})", run);
    }

    public void Begin(RealActivationOptions options, IActivationRun run) =>
        Follow($"[bold]Factory activation[/] on a real {Safe(options.Board.Name)}", run);

    private void Follow(string title, IActivationRun run)
    {
        Line(title);
        foreach (var (name, address) in run.Addresses)
            Line($"  [grey]{Safe(name),-9}[/] {Safe(address)}");
        Line("");
        run.StepReached += Step;
        if (!verbose)
            return;
        run.BoardPrinted += (at, text) => Line($"  [grey]{Seconds(at)}  board | {Safe(text)}[/]");
        run.FactoryReported += (at, fact) => Log(at, fact);
    }

    /// <summary>Shows how it ended.</summary>
    /// <param name="report">The report.</param>
    /// <param name="forNewBoard">How to have a board that is not activated yet.</param>
    /// <param name="again">The command that runs it again.</param>
    public void End(ActivationReport report, string forNewBoard, string again)
    {
        foreach (var recovered in report.Recovered)
            Line($"  [yellow]overcome:[/] {Safe(recovered)}");

        Line("");
        if (report.AlreadyActivated)
            Line($"[green bold]Already activated[/] in an earlier run; the production application is running. {Safe(forNewBoard)}");
        else if (report.Succeeded)
            Line("[green bold]Activated.[/]");
        else
        {
            Line($"[red bold]Failed: {Safe(report.Reason!)}.[/] {Safe(report.Advice!)}");
            if (report.Detail is { } detail)
                Line($"  [red]seen:[/] {Safe(detail)}");
        }

        foreach (var note in report.Notes)
            Line($"  [yellow]note:[/] {Safe(note)}");

        Fact("device ID", report.DeviceId);
        Fact("MAC", report.Mac);
        Fact("plan ID", report.PlanId ?? "none");
        Fact("agent URL", report.AgentUrl ?? "none");
        Fact("boots", report.Resets.Count == 0 ? $"{report.Boots}" : $"{report.Boots} (again after {string.Join(", ", report.Resets)})");
        Fact("elapsed", $"{report.BoardTime.TotalSeconds:0.0} s board time, {report.WallTime.TotalSeconds:0.0} s real time");
        if (!report.Succeeded && FactoryChecks.Find(report.Reason!) is { } check)
            Line($"  [grey]The check \"{Safe(check)}\" looks for this in a real factory:[/] dotnet run --project AgentEmulator -- doctor");
        if (!report.Succeeded && !verbose)
            Line($"  [grey]See both consoles with:[/] dotnet run --project AgentEmulator -- {Safe(again)} --verbose");
    }

    public void Labelled(IReadOnlyList<string> files)
    {
        foreach (var file in files)
            Fact("label", file);
    }

    public void Interrupted(ActivationOptions options, FileInfo? data)
    {
        Line("");
        Line(options.FlashFile is { } file
            ? $"[yellow]Interrupted.[/] The board's flash is kept; go on with: dotnet run --project AgentEmulator -- --flash {Safe(file)}{(data is null ? "" : Safe($" --data {data.FullName}"))}"
            : "[yellow]Interrupted.[/] The board was in memory only and is gone; use --flash FILE to keep one.");
    }

    private void Step(ActivationStep step) =>
        Line($"  {Seconds(step.BoardTime)}  [green]{Safe(step.Name.PadRight(StepWidth))}[/][grey]{Safe(step.Detail)}[/]");

    private void Log(TimeSpan at, FactoryEvent fact)
    {
        var who = fact.Name == FactoryEventNames.AgentLog ? "agent" : "cloud";
        Line($"  [grey]{Seconds(at)}  {who} | {Safe(fact.ToString())}[/]");
    }

    private void Fact(string name, string value) => Line($"  {Safe(name),-10} {Safe(value)}");

    private void Line(string markup) => console.MarkupLine(markup);

    private static string Safe(string text) => Markup.Escape(text);

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds,7:0.000} s";
}
