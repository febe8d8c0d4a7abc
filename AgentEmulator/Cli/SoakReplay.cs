using AgentEmulator.Events;
using AgentEmulator.Rack;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Engine;
using AgentEmulator.Rack.Journal;
using Spectre.Console;
using VirtualBoard;

namespace AgentEmulator.Cli;

/// <summary>Runs one cycle of a simulated run again and shows all of it.</summary>
internal static class SoakReplay
{
    public static int Run(RackFile file, SoakOptions options, int cycle, IFirmware firmware, IAnsiConsole console, bool json, CancellationToken cancel)
    {
        var spec = file.Rack.Boards.FirstOrDefault(b => b.Name == options.Only[0]) ?? throw new UsageException(
            $"The rack {file.Rack.Name} has no board \"{options.Only[0]}\". Boards: {string.Join(", ", file.Rack.Boards.Select(b => b.Name))}.");
        var seed = options.Seed ?? file.Rack.Plan.Seed;
        var rack = file.Rack with { Plan = file.Rack.Plan with { Seed = seed } };
        var order = CycleDraw.Order(seed, spec, cycle, recheck: false);
        var faults = order.Faults.Count == 0 ? "no fault" : string.Join(", ", order.Faults);
        console.MarkupLine($"[bold]Cycle {cycle} of {Markup.Escape(spec.Name)}[/], a virtual {Markup.Escape(spec.Definition)}: seed {order.Seed}, injected: {Markup.Escape(faults)}");
        using var board = new RackBoards(file.Path, firmware).Make(spec with { Port = null }, rack, wear: null, speed: null);
        var end = board.RunCycle(order, new Listener(console), cancel);
        console.MarkupLine(end.Outcome == CycleOutcome.Passed
            ? "[green bold]Passed.[/]"
            : $"[red bold]Failed: {Markup.Escape(end.Reason ?? "")}.[/] {Markup.Escape(end.Advice ?? "")}");
        if (json)
            Console.Out.WriteLine(RackEventJson.Write(end));
        return end.Outcome == CycleOutcome.Passed ? ExitCode.Done : ExitCode.Failed;
    }

    private sealed class Listener(IAnsiConsole console) : ICycleListener
    {
        public void Step(TimeSpan at, string step, string detail) =>
            console.MarkupLine($"  {Seconds(at)}  [green]{Markup.Escape(step),-16}[/][grey]{Markup.Escape(detail)}[/]");

        public void Printed(TimeSpan at, string line) => console.MarkupLine($"  [grey]{Seconds(at)}  board | {Markup.Escape(line)}[/]");

        public void Fact(TimeSpan at, FactoryEvent fact)
        {
            var who = fact.Name == FactoryEventNames.AgentLog ? "agent" : "cloud";
            console.MarkupLine($"  [grey]{Seconds(at)}  {who} | {Markup.Escape(fact.ToString())}[/]");
        }

        private static string Seconds(TimeSpan time) => $"{time.TotalSeconds,7:0.000} s";
    }
}
