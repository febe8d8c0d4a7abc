using System.Collections.Concurrent;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Shows a soak as lines: what is worth telling as it happens, and from time to time how far it is.</summary>
internal sealed class SoakLines(IAnsiConsole console, bool verbose) : IRackObserver
{
    private const int MostFailures = 50;
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<string> _lines = new();
    private int _failures;

    public void OnEvent(RackEvent rackEvent, RunState state)
    {
        if (SoakEventText.Of(rackEvent) is { } text && IsTold(rackEvent))
            _lines.Enqueue($"  [grey]{Markup.Escape(Durations.Show(rackEvent.RackTime)),-13}[/] {text}");
    }

    /// <summary>Shows the run until its work has ended.</summary>
    public void Watch(RunState start, Func<RunState> state, Task work)
    {
        var progress = new SoakProgress(start);
        var next = ProgressEvery;
        while (!work.IsCompleted)
        {
            Task.WaitAny([work], LookEvery);
            Drain();
            if (progress.Elapsed < next || work.IsCompleted)
                continue;
            console.MarkupLine($"  [grey]{Markup.Escape(progress.Line(state()))}[/]");
            next += ProgressEvery;
        }

        Drain();
    }

    private bool IsTold(RackEvent e)
    {
        if (verbose || e.Data is not CycleEnded end)
            return true;
        if (end.Outcome != CycleOutcome.Failed)
            return false;
        if (++_failures == MostFailures + 1)
            _lines.Enqueue("  [grey]Further failures are not shown here; the journal has them.[/]");
        return _failures <= MostFailures;
    }

    private void Drain()
    {
        while (_lines.TryDequeue(out var line))
            console.MarkupLine(line);
    }
}
