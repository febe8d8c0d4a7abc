using AgentEmulator.Exploration;
using AgentEmulator.Exploration.Promises;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Shows explorations and simulations to a person: progress, each violation as it is found, a summary.</summary>
internal sealed class ExplorationView
{
    private const int MostShown = 10;

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly IAnsiConsole _console;
    private readonly bool _verbose;
    private readonly bool _overwrites;
    private long _lastProgress = TimeProvider.System.GetTimestamp();
    private bool _isOnProgress;
    private int _violations;

    public ExplorationView(IAnsiConsole console, bool verbose)
    {
        _console = console;
        _verbose = verbose;
        _overwrites = console.Profile.Out.IsTerminal;
        // Where nobody looks at a window, lines are as long as they are.
        if (!_overwrites)
            console.Profile.Width = int.MaxValue;
    }

    public void Line(string text)
    {
        lock (_gate)
        {
            EndProgressLine();
            _console.MarkupLine(Markup.Escape(text));
        }
    }

    public void Fact(string name, string value)
    {
        lock (_gate)
        {
            EndProgressLine();
            _console.MarkupLine($"  {Markup.Escape(name),-10} {Markup.Escape(value)}");
        }
    }

    /// <summary>Tells how far it is, once a second; in a log, every ten seconds.</summary>
    public void Progress(string what, int done, int all)
    {
        lock (_gate)
        {
            var every = _overwrites ? ProgressEvery : ProgressEvery * 10;
            if (TimeProvider.System.GetElapsedTime(_lastProgress) < every)
                return;
            _lastProgress = TimeProvider.System.GetTimestamp();
            var text = $"  {what}: {done} of {all} runs, {_violations} violations";
            if (!_overwrites)
            {
                _console.MarkupLine($"[grey]{Markup.Escape(text)}[/]");
                return;
            }

            _console.Write(new ControlCode("\r\u001b[2K" + text));
            _isOnProgress = true;
        }
    }

    /// <summary>Says at the first Ctrl+C what happens now: a run that has begun is a function of its seed only as a whole.</summary>
    public CancellationTokenRegistration TellWhenStopping(CancellationToken cancel) => cancel.Register(
        () => Line("Stopping: no further run begins, and those under way end. Ctrl+C once more stops at once, and loses them."));

    public void ProgressEnded()
    {
        lock (_gate)
            EndProgressLine();
    }

    public void Violation(Violation violation, string replay)
    {
        lock (_gate)
        {
            EndProgressLine();
            if (++_violations > MostShown)
                return;
            _console.MarkupLine($"  [red bold]VIOLATION[/] {Markup.Escape(violation.ToString())}");
            _console.MarkupLine($"    [grey]replay:[/] {Markup.Escape(replay)}");
            if (_violations == MostShown)
                _console.MarkupLine("  [grey]Further violations are counted and not shown; --json lists them all.[/]");
        }
    }

    public void Promises(FactoryLabOptions options)
    {
        using var lab = new FactoryLab(options);
        foreach (var promise in PromiseList.Create(lab))
            _console.MarkupLine($"  [bold]{Markup.Escape(promise.Name),-16}[/] {Markup.Escape(promise.Text)}");
    }

    /// <summary>Shows what happens in a lab, a line each.</summary>
    public void Watch(FactoryLab lab)
    {
        lab.Said += (at, who, text) =>
        {
            if (_verbose || text.Contains("] S state: ", StringComparison.Ordinal))
                _console.MarkupLine($"  [grey]{at.TotalSeconds,9:0.000} s  {Markup.Escape(who)} | {Markup.Escape(text)}[/]");
        };
        foreach (var board in lab.Boards)
            board.Board.PowerLost += () => _console.MarkupLine($"  {lab.Lab.Now.TotalSeconds,9:0.000} s  {board.Name} | [yellow]power lost[/]");
    }

    /// <summary>Says whether the trace of a run equals an earlier one; true when it does, or when nobody asked.</summary>
    public bool Compare(TraceFiles? files)
    {
        files?.End();
        if (files is not { IsCompared: true })
            return true;
        if (files.Difference is not { } difference)
        {
            Line("The run is the same as the one of the trace.");
            return true;
        }

        lock (_gate)
        {
            _console.MarkupLine($"[red bold]The run differs[/] from the trace at its line {difference.Line}:");
            _console.MarkupLine($"  trace: {Markup.Escape(difference.Expected ?? "(ends here)")}");
            _console.MarkupLine($"  run:   {Markup.Escape(difference.Found ?? "(ends here)")}");
            _console.MarkupLine("  The same program, firmware and seed give the same trace. Another version of any of them is another program.");
        }

        return false;
    }

    public void End(int violations, TimeSpan boardTime, TimeSpan wallTime, string? note)
    {
        lock (_gate)
        {
            EndProgressLine();
            if (note is not null)
                _console.MarkupLine($"[yellow]{Markup.Escape(note)}[/]");
            var verdict = violations == 0 ? "[green bold]No violation.[/]" : $"[red bold]{violations} violations.[/]";
            _console.MarkupLine($"{verdict} {boardTime.TotalSeconds:0} s of board time in {wallTime.TotalSeconds:0.0} s");
        }
    }

    private void EndProgressLine()
    {
        if (!_isOnProgress)
            return;
        _console.Write(new ControlCode("\r\u001b[2K"));
        _isOnProgress = false;
    }
}
