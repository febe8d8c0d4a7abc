using System.Globalization;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>The first lines of a soak.</summary>
internal static class SoakHeader
{
    public static void Show(IAnsiConsole console, RunState state, string journal)
    {
        var begun = state.Begun!;
        var plan = begun.CyclesPerBoard is { } cycles
            ? string.Create(CultureInfo.InvariantCulture, $"{cycles:N0} cycles each")
            : Durations.Show(TimeSpan.FromMilliseconds(begun.DurationMs ?? 0));
        var kind = begun.Simulated ? "simulated" : begun.Boards.All(b => b.Virtual) ? $"live at {begun.Speed}x" : "live";
        var boards = begun.Boards.Count == 1 ? "1 board" : $"{begun.Boards.Count} boards";
        console.MarkupLine(Text($"[bold]Soak {Markup.Escape(begun.Run)}[/]: {boards}, {plan}, {kind}, seed {begun.Seed}"));
        console.MarkupLine($"  [grey]journal[/] {Markup.Escape(journal)}");
        if (state.Resumptions > 0)
            console.MarkupLine(Text($"  [grey]resumed[/] at {state.Cycles:N0} cycles, rack time {Durations.Show(state.RackTime)}"));
    }

    public static string ResumeCommand(string run, RunFolder runs) =>
        $"dotnet run --project AgentEmulator -- soak --resume {run}" + (runs.Path == Path.GetFullPath(RunFolder.DefaultPath) ? "" : $" --journal {runs.Path}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
