using System.CommandLine;
using AgentEmulator.Boards;
using AgentEmulator.Exploration;
using AgentEmulator.Exploration.Cuts;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Cuts the power at every place of an activation and checks that every promise holds.</summary>
internal sealed class ExploreCommand
{
    private const string Description =
        """
        Run the factory activation of a virtual board with its power cut at every flash operation and every message boundary.

        A message boundary is before a request leaves the board, and after it was answered but before the answer arrives. With --cuts 2
        a second cut is made at every such place of the recovery. In every run all promises are watched: --promises lists them. Each
        violation comes with the command that replays it.
        """;

    private readonly Option<int> _cuts = new("--cuts")
    {
        Description = "Power cuts in one activation. 1 runs every place to the end. 2 adds every pair, the second in the recovery, from every state of the world that a first cut left.",
        HelpName = "1|2",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _samples = new("--samples")
    {
        Description = "States that a cut flash operation may leave: undone, done, and from 3 on torn ones drawn from the seed.",
        HelpName = "N",
        DefaultValueFactory = _ => 4,
    };

    private readonly Option<int?> _pairs = new("--pairs")
    {
        Description = "With --cuts 2: try only N of the pairs, drawn from the seed.",
        HelpName = "N",
    };

    private readonly Option<int> _skip = new("--skip")
    {
        Description = "With --cuts 2: leave out the first N pairs, to go on where an interrupted exploration ended.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<string[]> _cut = new("--cut")
    {
        Description = $"Replay one run with the power cut here, and show it; a second --cut counts from when power came back. {CutPoint.Form}.",
        HelpName = "POINT",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _stop = new("--stop-at-first") { Description = "Begin no further run once a promise is broken." };

    private readonly Option<bool> _promises = new("--promises") { Description = "List the promises and run nothing." };

    private readonly LabOptionSet _lab = new(seed: true);

    private ExploreCommand()
    {
        _cuts.TakesWhole(1, 2);
        _samples.TakesWhole(1, 1000);
        _skip.TakesWhole(0);
        _pairs.TakesWhole(1);
    }

    public static Command Create()
    {
        var explore = new ExploreCommand();
        var command = new Command("explore", Description) { explore._cuts, explore._samples, explore._pairs, explore._skip, explore._cut, explore._stop, explore._promises };
        explore._lab.AddTo(command);
        command.SetAction((parsed, cancel) => Task.FromResult(explore.Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var json = parsed.GetValue(_lab.Json);
        var console = CliConsole.For(json);
        var view = new ExplorationView(console, parsed.GetValue(_lab.Verbose));
        using var images = InstalledFiles.ImageCache();
        var lab = _lab.Options(parsed, images);
        if (parsed.GetValue(_promises))
        {
            view.Promises(lab);
            return ExitCode.Done;
        }

        using var stopping = view.TellWhenStopping(cancel);
        var cuts = parsed.GetValue(_cut)!.Select(Point).ToList();
        if (cuts.Count > 0)
            return Replay(parsed, lab, cuts, view, json);
        if (parsed.GetValue(_lab.Trace) is not null || parsed.GetValue(_lab.Against) is not null)
            throw new UsageException("--trace and --against are for one run: say which with --cut POINT.");
        if ((parsed.GetValue(_pairs) is not null || parsed.GetValue(_skip) > 0) && parsed.GetValue(_cuts) == 1)
            throw new UsageException("--pairs and --skip go with --cuts 2.");
        var options = new ExploreOptions
        {
            Lab = lab,
            Cuts = parsed.GetValue(_cuts),
            Samples = parsed.GetValue(_samples),
            Pairs = parsed.GetValue(_pairs),
            Skip = parsed.GetValue(_skip),
            Jobs = parsed.GetValue(_lab.Jobs),
            StopAtFirst = parsed.GetValue(_stop),
        };
        var explorer = new Explorer(options);
        var summary = Explore(explorer, options, parsed, view, cancel);
        if (json)
            Console.Out.WriteLine(summary.ToJson());
        return summary.Violations.Count > 0 ? ExitCode.Failed : summary.Interrupted ? ExitCode.Interrupted : ExitCode.Done;
    }

    private ExplorationSummary Explore(
        Explorer explorer, ExploreOptions options, ParseResult parsed, ExplorationView view, CancellationToken cancel)
    {
        string ReplayOf(IReadOnlyList<CutPoint> cuts) =>
            $"dotnet run --project AgentEmulator -- explore {string.Join(' ', cuts.Select(c => $"--cut {c}"))} {_lab.Repeat(parsed)}".TrimEnd();

        explorer.Progressed += view.Progress;
        explorer.Found += result => view.Violation(result.Violation!, ReplayOf(result.Cuts));
        view.Line($"Power cuts in the activation of a virtual {options.Lab.Definition.Name} (seed {options.Lab.Seed}, {options.Jobs} labs at a time)");
        var report = explorer.Run(cancel);
        view.ProgressEnded();
        var one = report.Results.Count(r => r.Cuts.Count == 1);
        var two = report.Results.Count(r => r.Cuts.Count == 2);
        view.Fact("activation", $"{report.Whole.FlashOperations} flash operations, {report.Whole.Requests} requests");
        view.Fact("one cut", $"{one} runs: every flash operation with {options.Samples} outcomes, every request, every answer");
        if (options.Cuts > 1)
        {
            view.Fact("two cuts", two == report.Pairs
                ? $"{two} runs: every pair from every state that a first cut left"
                : $"{two} runs of {report.Pairs} pairs from the states that a first cut left");
        }

        if (report.Unanswered > 0)
            view.Fact("unanswered", $"{report.Unanswered} of the runs had no cut: the board rebooted before the answer came");
        view.Fact("states", $"{report.States} states of flash and services behind a cut");
        view.Fact("restarts", $"{report.Restarted} runs in which the board said why it stopped, and a restart made it activate");
        view.Fact("trace", report.TraceHash);
        view.End(report.Violations.Count(), report.BoardTime, report.WallTime, report.IsInterrupted ? HowToGoOn(options, two) : null);
        return report.Summarize(ReplayOf);
    }

    private static string HowToGoOn(ExploreOptions options, int pairsTried) => pairsTried == 0
        ? "Interrupted: what is above is what was tried so far; the same command starts from the beginning."
        : $"Interrupted: what is above is what was tried so far. Go on with the same command and --skip {options.Skip + pairsTried}";

    private int Replay(ParseResult parsed, FactoryLabOptions lab, List<CutPoint> cuts, ExplorationView view, bool json)
    {
        if (cuts.Count > 2)
            throw new UsageException("--cut can be given twice at most.");
        using var sink = _lab.OpenTrace(parsed);
        var started = TimeProvider.System.GetTimestamp();
        view.Line($"Replay of seed {lab.Seed} with the power cut at {string.Join(" and ", cuts)}");
        var result = CutRun.Execute(lab with { TraceSink = sink is null ? null : sink.Sink }, cuts, view.Watch);
        if (!result.IsComplete && result.Violation is null)
            throw new UsageException($"The activation ended before {cuts[result.States.Count]}: there is no such place in this run.");
        view.Fact("trace", result.TraceHash);
        var command = $"dotnet run --project AgentEmulator -- explore {string.Join(' ', cuts.Select(c => $"--cut {c}"))} {_lab.Repeat(parsed)}".TrimEnd();
        var report = new ExploreReport
        {
            Options = new ExploreOptions { Lab = lab },
            Results = [result],
            Whole = result.Rest,
            Pairs = 0,
            States = result.States.Distinct().Count(),
            TraceHash = result.TraceHash,
            WallTime = TimeProvider.System.GetElapsedTime(started),
            IsInterrupted = false,
        };
        if (result.Violation is { } violation)
            view.Violation(violation, command);
        view.End(result.Violation is null ? 0 : 1, report.BoardTime, report.WallTime, null);
        if (json)
            Console.Out.WriteLine(report.Summarize(_ => command).ToJson());
        return result.Violation is not null || !view.Compare(sink) ? ExitCode.Failed : ExitCode.Done;
    }

    private static CutPoint Point(string text) => CutPoint.TryParse(text, out var point)
        ? point
        : throw new UsageException($"--cut \"{text}\" is no place of a power cut; write {CutPoint.Form}.");
}
