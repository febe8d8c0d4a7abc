using System.Globalization;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.State;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AgentEmulator.Cli;

/// <summary>Shows a soak on a terminal: how far it is, and each board as a tile.</summary>
internal sealed class SoakTiles(IAnsiConsole console, RunState start)
{
    private const int TileWidth = 34;
    private const int HeaderLines = 4;
    private const int BarWidth = 30;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);

    private readonly SoakProgress _progress = new(start);

    /// <summary>Shows the run until its work has ended.</summary>
    public void Watch(Func<RunState> state, Task work) => console.Live(Draw(state()))
        .Overflow(VerticalOverflow.Crop)
        .Start(context =>
        {
            while (!work.IsCompleted)
            {
                Task.WaitAny([work], Frame);
                context.UpdateTarget(Draw(state()));
            }
        });

    internal IRenderable Draw(RunState state) => new Rows(new Markup(Bar(state)), new Markup(Facts(state)), new Text(""), Tiles(state));

    private static string Bar(RunState state)
    {
        var done = SoakProgress.Done(state);
        var full = (int)(done * BarWidth);
        return Text($"[green]{new string('█', full)}[/][grey]{new string('░', BarWidth - full)}[/] {100 * done,5:0.0} %   [green]{state.Passed:N0} passed[/]   {Counted("red", state.Failed, "failed")}   {Counted("red", state.Quarantined, "quarantined")}");
    }

    private string Facts(RunState state)
    {
        var speed = state.Begun?.Simulated == true ? Text($"   {_progress.Speed(state):N0}x real time") : "";
        var left = _progress.Left(state) is { } time ? $"   ends in about {Durations.Show(time)}" : "";
        return Text($"[grey]rack time[/] {Durations.Show(state.RackTime)}{speed}   {_progress.CyclesPerSecond(state):0.0} cycles/s{left}");
    }

    private IRenderable Tiles(RunState state)
    {
        var columns = Math.Max(1, console.Profile.Width / TileWidth);
        var lines = Math.Max(2, console.Profile.Height - HeaderLines - 1);
        var boards = state.Boards.ToList();
        // Two lines a tile where there is room; where there is not even room for one, the boards that need a look come first.
        var tall = (boards.Count + columns - 1) / columns * 2 <= lines;
        var room = columns * lines;
        var hidden = boards.Count > room ? boards.Count - room + columns : 0;
        if (hidden > 0)
            boards = [.. boards.OrderBy(Urgency).Take(room - columns)];
        var grid = new Grid();
        for (var i = 0; i < columns; i++)
            grid.AddColumn(new GridColumn { Width = TileWidth - 2, NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        foreach (var row in boards.Chunk(columns))
        {
            grid.AddRow(Cells(row, columns, First));
            if (tall)
                grid.AddRow(Cells(row, columns, Second));
        }

        return hidden == 0 ? grid : new Rows(grid, new Markup($"[grey]and {hidden} boards more[/]"));
    }

    private static IRenderable[] Cells(BoardState[] row, int columns, Func<BoardState, string> text) =>
        [.. Enumerable.Range(0, columns).Select(i => i < row.Length ? new Markup(text(row[i])) { Overflow = Overflow.Ellipsis } : (IRenderable)new Text(""))];

    private static string First(BoardState board)
    {
        var failed = board.Failed == 0 ? "" : Text($" [red]{board.Failed}✗[/]");
        var (sign, colour, what) = board.Status switch
        {
            BoardStatus.Running => ("●", "green", board.Running!.Step ?? "begins"),
            BoardStatus.Quarantined => ("■", "red", "quarantined"),
            BoardStatus.Missing => ("?", "yellow", "missing"),
            BoardStatus.Finished => ("✓", "green", "finished"),
            _ => ("○", "grey", "waits"),
        };
        return Text($"[{colour}]{sign}[/] [bold]{Markup.Escape(board.Name)}[/] {board.Passed}[green]✓[/]{failed} [{colour}]{Markup.Escape(what)}[/]");
    }

    private static string Second(BoardState board)
    {
        if (board.Quarantine is { } quarantine)
            return $"  [red]{Markup.Escape(quarantine.Reason)}[/]" + (quarantine.RecheckAt is { } at ? $" [grey]recheck {Markup.Escape(Durations.Show(at))}[/]" : "");
        if (board.Missing is { } missing)
            return $"  [yellow]{Markup.Escape(missing.Reason)}[/]";
        return board.LastFailure is { } failure
            ? Text($"  [grey]{100 * board.RecentFailureRate:0} %; {failure.Cycle}: {Markup.Escape(failure.End.Reason ?? "")}[/]")
            : "";
    }

    private static int Urgency(BoardState board) => board switch
    {
        { Quarantine: not null } => 0,
        { Missing: not null } => 1,
        { Failed: > 0 } => 2,
        _ => 3,
    };

    private static string Counted(string colour, int count, string what) => count == 0 ? $"[grey]0 {what}[/]" : Text($"[{colour}]{count:N0} {what}[/]");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
