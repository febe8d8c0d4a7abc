using System.CommandLine;
using System.Diagnostics;
using AgentEmulator.Activation;
using AgentEmulator.Benchmarks;
using AgentEmulator.Boards;
using Spectre.Console;
using VirtualBoard;

namespace AgentEmulator.Cli;

/// <summary>Measures what virtual boards cost on this computer, in one table.</summary>
internal sealed class BenchCommand
{
    private const string Description =
        """
        Measure what virtual boards cost on this computer: the same C# on the board and straight on .NET, boots,
        context switches, activations by number of boards, memory per board, and how fast 64 boards run.

        Takes two to three minutes. Ratios are medians of interleaved rounds of one run. Times are processor time where the
        system tells it finely (Linux, macOS), so other programs disturb little; an idle computer still gives the best figures.
        The speed of 64 boards is in real time, in two factories at the same time.

        Figures mean something only in a release build:
          dotnet run -c Release --project AgentEmulator -- bench
        """;

    private readonly Option<string> _board = new("--board")
    {
        Description = "Board definition: the name of a folder in boards/.",
        HelpName = "NAME",
        DefaultValueFactory = _ => new ActivationOptions().Board,
    };

    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "Few rounds and at most 10 boards: shows that everything runs, in seconds; the figures are rough.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print exactly one JSON object on stdout, everything else on stderr." };

    public static Command Create()
    {
        var bench = new BenchCommand();
        var command = new Command("bench", Description) { bench._board, bench._quick, bench._json };
        command.SetAction((parsed, cancel) => Task.FromResult(bench.Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var json = parsed.GetValue(_json);
        var console = CliConsole.For(json);
        var definition = InstalledFiles.Board(parsed.GetValue(_board)!);
        var isDebug = IsDebug();
        if (isDebug)
            console.MarkupLine("[yellow]This is a debug build: the figures say little. Use: dotnet run -c Release --project AgentEmulator -- bench[/]");

        using var images = InstalledFiles.ImageCache();
        var firmware = InstalledFiles.Firmware(images);
        var plan = parsed.GetValue(_quick) ? BenchPlan.Quick : BenchPlan.Full;
        var report = BenchView.Measure(console, progress => new Bench(definition, firmware, plan) { Progress = progress }.Run(cancel));
        BenchView.Show(console, report, isDebug);
        if (json)
            Console.Out.WriteLine(report.ToJson());
        return ExitCode.Done;
    }

    private static bool IsDebug() => typeof(Lab).Assembly.GetCustomAttributes(typeof(DebuggableAttribute), false)
        .OfType<DebuggableAttribute>()
        .Any(a => a.IsJITOptimizerDisabled);
}
