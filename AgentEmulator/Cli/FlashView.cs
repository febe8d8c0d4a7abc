using AgentEmulator.Flashing;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Shows the work on one board: the steps as they end, with a bar where somebody looks at a window.</summary>
/// <param name="console">Where to.</param>
/// <param name="bar">The bar of this board; null without.</param>
/// <param name="prefix">Stands before each line: the port, when there are several.</param>
/// <param name="chatter">Whether to show what nanoff and the board say.</param>
internal sealed class FlashView(IAnsiConsole console, ProgressTask? bar, string prefix, bool chatter) : IFlashView
{
    private const int NameWidth = 21;
    private readonly Lock _lock = new();
    private int _tenths;

    public void Step(string name, string command)
    {
        lock (_lock)
        {
            _tenths = 0;
            if (bar is not null)
            {
                bar.Description = Markup.Escape($"{prefix}{name}");
                bar.Value = 0;
            }

            if (chatter && command.Length > 0)
                Line($"[grey]$ {Markup.Escape(command)}[/]");
        }
    }

    public void Progress(double fraction)
    {
        lock (_lock)
        {
            if (bar is not null)
                bar.Value = fraction * bar.MaxValue;
            // A log gets a line for every tenth.
            else if ((int)(fraction * 10) is var tenths && tenths > _tenths)
                Line($"[grey]| {(_tenths = tenths) * 10} %[/]");
        }
    }

    public void Done(string name, string detail)
    {
        lock (_lock)
            Line($"[green]{Markup.Escape(name.PadRight(NameWidth))}[/] {Markup.Escape(detail)}");
    }

    public void Said(string line)
    {
        lock (_lock)
        {
            if (chatter)
                Line($"[grey]| {Markup.Escape(line)}[/]");
        }
    }

    public void Note(string text)
    {
        lock (_lock)
            Line($"[yellow]{Markup.Escape(text)}[/]");
    }

    private void Line(string markup) => console.MarkupLine($"  {Markup.Escape(prefix)}{markup}");
}

/// <summary>Keeps everything in a log as well, with time stamps.</summary>
internal sealed class LoggedFlashView(IFlashView view, TextWriter log, TimeProvider time) : IFlashView
{
    private readonly Lock _lock = new();

    public void Step(string name, string command)
    {
        Write($"--- {name}: {command}");
        view.Step(name, command);
    }

    public void Progress(double fraction) => view.Progress(fraction);

    public void Done(string name, string detail)
    {
        Write($"done: {name}: {detail}");
        view.Done(name, detail);
    }

    public void Said(string line)
    {
        Write($"| {line}");
        view.Said(line);
    }

    public void Note(string text)
    {
        Write($"note: {text}");
        view.Note(text);
    }

    private void Write(string text)
    {
        lock (_lock)
            log.WriteLine($"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {text}");
    }
}
