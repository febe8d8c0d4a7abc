using System.CommandLine;
using System.Globalization;
using AgentEmulator.Boards;
using AgentEmulator.Exploration;
using AgentEmulator.Exploration.Storms;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Runs boards through storms of faults drawn from seeds and checks that every promise holds.</summary>
internal sealed class SimulateCommand
{
    private const string Description =
        """
        Run virtual boards in one lab with one factory while everything goes wrong that can, drawn from a seed.

        Each seed draws which faults there are and how often: power cuts, WiFi that drops, is weak or gives no address, no internet, an
        impCloud that is slow or fails, requests and answers that are lost or doubled, tokens that expire, agents that move, clocks that step,
        bits of flash that flip. Then all is healed, and every board must activate, or say why not and do so after a restart. In every
        run all promises are watched; "explore --promises" lists them. Each violation comes with the command that replays it.
        """;

    private readonly Option<int> _boards = new("--boards")
    {
        Description = "Boards in a lab.",
        HelpName = "N",
        DefaultValueFactory = _ => 8,
    };

    private readonly Option<string> _seeds = new("--seeds")
    {
        Description = "Seeds to run, one simulation each: from A to B, or one.",
        HelpName = "A..B",
        DefaultValueFactory = _ => "1..20",
    };

    private readonly Option<int> _verify = new("--verify")
    {
        Description = "Run the first N seeds twice and compare the traces: nothing but the seed may decide.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<bool> _stop = new("--stop-at-first") { Description = "Begin no further seed once a promise is broken." };

    private readonly LabOptionSet _lab = new(seed: false);

    private SimulateCommand()
    {
        _boards.TakesWhole(1, 1000);
        _verify.TakesWhole(0);
    }

    public static Command Create()
    {
        var simulate = new SimulateCommand();
        var command = new Command("simulate", Description) { simulate._boards, simulate._seeds, simulate._verify, simulate._stop };
        simulate._lab.AddTo(command);
        command.SetAction((parsed, cancel) => Task.FromResult(simulate.Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var json = parsed.GetValue(_lab.Json);
        var console = CliConsole.For(json);
        var view = new ExplorationView(console, parsed.GetValue(_lab.Verbose));
        var (first, last) = Seeds(parsed.GetValue(_seeds)!);
        using var images = InstalledFiles.ImageCache();
        var lab = _lab.Options(parsed, images) with { Boards = parsed.GetValue(_boards) };
        var isOne = first == last && parsed.GetValue(_verify) == 0;
        if (!isOne && (parsed.GetValue(_lab.Trace) ?? parsed.GetValue(_lab.Against)) is not null)
            throw new UsageException("--trace and --against are for one run: say which with --seeds N.");
        var options = new SimulateOptions
        {
            Lab = lab,
            FirstSeed = first,
            LastSeed = last,
            Verify = parsed.GetValue(_verify),
            Jobs = parsed.GetValue(_lab.Jobs),
            StopAtFirst = parsed.GetValue(_stop),
        };
        using var sink = _lab.OpenTrace(parsed);
        using var stopping = view.TellWhenStopping(cancel);
        var report = isOne ? One(options, sink, view) : Many(options, parsed, view, cancel);
        foreach (var result in report.Violations.Where(_ => isOne))
            view.Violation(result.Violation!, Replay(parsed, result.Seed));
        foreach (var divergence in report.Diverged)
            view.Violation(new Violation("deterministic", null, TimeSpan.Zero, divergence.ToString()), Replay(parsed, divergence.Seed) + " --verify 1");
        Summarize(report, view, isOne);
        if (json)
            Console.Out.WriteLine(report.Summarize(seed => Replay(parsed, seed)).ToJson());
        var isBroken = report.Violations.Any() || report.Diverged.Count > 0 || !view.Compare(sink);
        return isBroken ? ExitCode.Failed : report.IsInterrupted ? ExitCode.Interrupted : ExitCode.Done;
    }

    private SimulateReport Many(SimulateOptions options, ParseResult parsed, ExplorationView view, CancellationToken cancel)
    {
        view.Line($"{options.Lab.Boards} virtual {options.Lab.Definition.Name} in a storm, seeds {options.FirstSeed} to {options.LastSeed} ({options.Jobs} labs at a time)");
        var simulator = new Simulator(options);
        simulator.Progressed += view.Progress;
        simulator.Found += result => view.Violation(result.Violation!, Replay(parsed, result.Seed));
        return simulator.Run(cancel);
    }

    private static SimulateReport One(SimulateOptions options, TraceFiles? sink, ExplorationView view)
    {
        var started = TimeProvider.System.GetTimestamp();
        view.Line($"{options.Lab.Boards} virtual {options.Lab.Definition.Name}, seed {options.FirstSeed}: {StormPlan.Draw(options.FirstSeed)}");
        var lab = options.Lab with { Seed = options.FirstSeed, TraceSink = sink is null ? null : sink.Sink };
        return new SimulateReport
        {
            Options = options,
            Results = [StormRun.Execute(lab, view.Watch)],
            Verified = 0,
            Diverged = [],
            WallTime = TimeProvider.System.GetElapsedTime(started),
            IsInterrupted = false,
        };
    }

    private static void Summarize(SimulateReport report, ExplorationView view, bool isOne)
    {
        var faults = report.Results.SelectMany(r => r.Faults).GroupBy(f => f.Key, f => f.Value, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);
        view.Fact("runs", $"{report.Results.Count} seeds, {report.Results.Count * report.Options.Lab.Boards} boards, {report.Results.Sum(r => r.Boots)} boots");
        view.Fact("faults", string.Join(", ", faults.Select(g => $"{g.Sum()} {g.Key}")));
        view.Fact("restarts", $"{report.Results.Sum(r => r.Restarted)} times a board said why it stopped, and was restarted");
        if (report.Verified > 0)
            view.Fact("verified", $"{report.Verified} seeds run twice, {report.Verified - report.Diverged.Count} with equal traces");
        if (isOne)
            view.Fact("trace", $"{report.Results[0].TraceHash} ({report.Results[0].Entries} entries)");
        view.End(
            report.Violations.Count() + report.Diverged.Count, report.BoardTime, report.WallTime,
            report.IsInterrupted ? HowToGoOn(report) : null);
    }

    /// <summary>What to type to go on with an interrupted simulation.</summary>
    internal static string HowToGoOn(SimulateReport report)
    {
        var last = report.Options.LastSeed;
        if (report.Results.Count == 0)
            return $"Interrupted before a seed ended. Go on with --seeds {report.Options.FirstSeed}..{last}";
        return report.Results[^1].Seed < last
            ? $"Interrupted: what is above is of the seeds that ended. Go on with --seeds {report.Results[^1].Seed + 1}..{last}"
            : $"Interrupted while seeds were run a second time: all have ended once, {report.Verified} twice. The same command verifies from the beginning.";
    }

    private string Replay(ParseResult parsed, ulong seed) =>
        $"dotnet run --project AgentEmulator -- simulate --boards {parsed.GetValue(_boards)} --seeds {seed} {_lab.Repeat(parsed)}".TrimEnd();

    private static (ulong First, ulong Last) Seeds(string text)
    {
        var parts = text.Split("..");
        if (parts.Length is 1 or 2
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && ulong.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first <= last && last - first < 10_000_000)
            return (first, last);
        throw new UsageException($"--seeds \"{text}\" is no range of seeds; write for instance 1..200, or 17.");
    }
}
