using System.Globalization;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.State;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>The last lines of a soak: what became of each board that is worth a word, and of all.</summary>
internal static class SoakSummary
{
    private const int MostBoards = 16;

    public static void Show(IAnsiConsole console, RunState state)
    {
        console.MarkupLine("");
        foreach (var board in state.Boards.Where(b => b.Quarantine is not null))
            console.MarkupLine($"  [red bold]{Markup.Escape(board.Name)}[/] is in quarantine: {Markup.Escape(board.Quarantine!.Reason)}. {Markup.Escape(board.Quarantine.Evidence)}");
        var worst = state.Boards.Where(b => b.LastFailure is not null).OrderByDescending(b => b.Failed).ToList();
        foreach (var board in worst.Take(MostBoards))
        {
            var failure = board.LastFailure!;
            var reasons = string.Join(", ", board.Reasons.OrderByDescending(r => r.Value).Select(r => $"{r.Key} {r.Value}"));
            console.MarkupLine(Text($"  [yellow]{Markup.Escape(board.Name)}[/] failed {board.Failed:N0} of {board.Cycles:N0}: {Markup.Escape(reasons)}"));
            if (failure.End.Replay is { } replay)
                Command(console, replay);
        }

        if (worst.Count > MostBoards)
            console.MarkupLine($"  [grey]and {worst.Count - MostBoards} boards with fewer failures[/]");
        foreach (var board in state.Boards.Where(b => b.Degraded.Count > 0 && b.Quarantine is null))
            console.MarkupLine($"  [yellow]{Markup.Escape(board.Name)}[/] is degraded: {Markup.Escape(string.Join("; ", board.Degraded.Select(d => $"{d.Key}: {d.Value.Evidence}")))}");

        var outcome = state.Failed > 0 ? "[red bold]" : state.Quarantined > 0 ? "[yellow bold]" : "[green bold]";
        console.MarkupLine(Text($"{outcome}{state.Passed:N0} of {state.Cycles:N0} cycles passed[/], {state.Failed:N0} failed; {state.Quarantined} of {state.BoardNames.Count} boards in quarantine."));
        var speed = state.Begun?.Simulated == true && state.WallTime > TimeSpan.Zero ? Text($", {state.RackTime / state.WallTime:N0}x real time") : "";
        console.MarkupLine(Text($"  rack time {Durations.Show(state.RackTime)}, real time {Durations.Show(state.WallTime)}{speed}; board time in all {Durations.Show(state.BoardTime)}"));
    }

    /// <summary>A command on a line of its own, never broken, so that it can be copied.</summary>
    public static void Command(IAnsiConsole console, string command) => console.Profile.Out.Writer.WriteLine($"    {command}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
