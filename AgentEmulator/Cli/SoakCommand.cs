using System.CommandLine;
using AgentEmulator.Boards;
using AgentEmulator.Rack;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Activates the boards of a rack again and again, and accounts for every cycle.</summary>
internal sealed class SoakCommand
{
    private const string Description =
        """
        Activate the boards of a rack again and again, for hours or days, and account for every one.

        Each board repeats the cycle: factory reset, provision, tests, token, bless, store, reboot, activate, claim, verify (heartbeats of
        production firmware, flash wear, heap), unbless. Every event is in a journal on disk before it counts, so that a run can be
        interrupted or killed at any moment and gone on with. Boards that fail too often are quarantined, rechecked and released.

        Examples:
          soak rack.json --simulate                 all boards virtual, in virtual time: a week in minutes
          soak rack.json                            in real time; boards with a port are real, the others virtual
          soak rack.json --simulate --duration 7d --seed 5
          soak --resume                             go on with the run that was worked on last
          soak --resume line3-20260718              go on with that run; the beginning of its id is enough
          soak rack.json --simulate --only v07 --cycle 12 --seed 5   run one cycle again, with the board's console
          soak --verify                             check the journal of the latest run
        """;

    private readonly Argument<FileInfo?> _rack = new("RACK")
    {
        Description = "The rack file; AgentEmulator/Rack/rack.schema.json describes it. Not with --resume and --verify.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => null,
    };

    private readonly Option<bool> _simulate = new("--simulate") { Description = "All boards virtual, also those with a port, in virtual time." };

    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Go on with a run; without RUN with the one that was worked on last.",
        HelpName = "RUN",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _verify = new("--verify")
    {
        Description = "Check the journal of a run, without RUN of the latest: that it is intact and counts every cycle once.",
        HelpName = "RUN",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<DirectoryInfo> _journal = new("--journal")
    {
        Description = "Folder of the runs' journals; made when absent.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => new DirectoryInfo(RunFolder.DefaultPath),
    };

    private readonly Option<ulong?> _seed = new("--seed") { Description = "Seed of all that is drawn, instead of the plan's.", HelpName = "N" };

    private readonly Option<int?> _cycles = new("--cycles") { Description = "Cycles of each board, instead of what the plan says.", HelpName = "N" };

    private readonly Option<string?> _duration = new("--duration")
    {
        Description = "Time after which no cycle begins, such as 90s, 8h or 7d, instead of what the plan says.",
        HelpName = "TIME",
    };

    private readonly Option<string[]> _only = new("--only")
    {
        Description = "Only this board; repeatable.",
        HelpName = "BOARD",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int?> _cycle = new("--cycle")
    {
        Description = "With --simulate and one --only: run just this cycle, show its steps and the board's console, and journal nothing.",
        HelpName = "N",
    };

    private readonly Option<double> _speed = new("--speed")
    {
        Description = "Board time per real time of virtual boards in a live run.",
        HelpName = "X",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _workers = new("--workers")
    {
        Description = "Cycles computed at a time with --simulate. The outcome does not depend on it.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly SoakWatchingArguments _watching = new();

    private readonly Option<bool> _json = new("--json") { Description = "Print exactly one JSON object on stdout, everything else on stderr." };

    private readonly Option<bool> _plain = new("--plain") { Description = "Lines instead of tiles, also on a terminal." };

    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Lines instead of tiles, one for each cycle, too." };

    public static Command Create()
    {
        var soak = new SoakCommand();
        return soak.Build();
    }

    private Command Build()
    {
        _cycles.TakesWhole(1, 10_000_000);
        _cycle.TakesWhole(1, 10_000_000);
        _workers.TakesWhole(1, 256);
        _speed.TakesSpeed();
        var command = new Command("soak", Description)
        {
            _rack, _simulate, _resume, _verify, _journal, _seed, _cycles, _duration, _only, _cycle, _speed, _workers, _json, _plain, _verbose,
        };
        foreach (var option in _watching.All)
            command.Options.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var runs = new RunFolder(parsed.GetValue(_journal)!.FullName);
        var file = parsed.GetValue(_rack);
        if (parsed.GetResult(_verify) is not null)
            return Alone(parsed, file, _verify) ?? SoakVerification.Run(Resolve(runs, parsed.GetValue(_verify)), runs, CliConsole.For(parsed.GetValue(_json)), parsed.GetValue(_json));
        using var images = InstalledFiles.ImageCache();
        using var watching = _watching.Read(parsed, runs);
        if (parsed.GetResult(_resume) is not null)
        {
            if (Alone(parsed, file, _resume) is { } code)
                return code;
            var id = Resolve(runs, parsed.GetValue(_resume));
            var begun = SoakVerification.Begin(runs, id);
            return Work(parsed, runs, id, SoakRun.Resume(
                id, runs, parsed.GetValue(_workers), new RackBoards(begun.RackPath, InstalledFiles.Firmware(images)), [View(parsed, out var lines), .. watching.Observers]), lines, watching, cancel);
        }

        if (file is null)
            throw new UsageException("soak needs a rack file, or --resume to go on with a run. An example: AgentEmulator/Rack/examples/rack.json");
        var rack = RackFile.Load(file.FullName);
        var options = Options(parsed);
        if (parsed.GetValue(_cycle) is { } cycle)
            return Replay(parsed, rack, options, cycle, images, cancel);
        var run = SoakRun.Begin(rack, options, runs, new RackBoards(rack.Path, InstalledFiles.Firmware(images)), [View(parsed, out var view), .. watching.Observers]);
        return Work(parsed, runs, run.State.Run, run, view, watching, cancel);
    }

    private int Work(ParseResult parsed, RunFolder runs, string id, SoakRun run, SoakLines lines, SoakWatching watching, CancellationToken cancel)
    {
        var console = CliConsole.For(parsed.GetValue(_json));
        using (run)
        {
            SoakHeader.Show(console, run.State, runs.Journal(id));
            watching.Begin(id, console);
            var work = Task.Factory.StartNew(() => run.Execute(cancel), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            try
            {
                if (console.Profile.Out.IsTerminal && !parsed.GetValue(_plain) && !parsed.GetValue(_verbose))
                    new SoakTiles(console, run.State).Watch(() => run.State, work);
                else
                    lines.Watch(run.State, () => run.State, work);
                work.GetAwaiter().GetResult();
            }
            catch (EnvironmentFailureException e)
            {
                throw new EnvironmentFailureException($"{e.Message}\nWhat the journal has is kept. Go on with: {SoakHeader.ResumeCommand(id, runs)}", e);
            }

            var state = run.State;
            SoakSummary.Show(console, state);
            watching.End(id, console);
            if (parsed.GetValue(_json))
                Console.Out.WriteLine(RunSummary.Of(state).ToJson());
            if (state.Status != RunStatus.Interrupted)
                return state.Failed > 0 ? ExitCode.Failed : state.Quarantined > 0 ? ExitCode.Quarantined : ExitCode.Done;
            console.MarkupLine("[yellow]Interrupted.[/] Nothing is lost; go on with:");
            SoakSummary.Command(console, SoakHeader.ResumeCommand(id, runs));
            return ExitCode.Interrupted;
        }
    }

    private int Replay(ParseResult parsed, RackFile rack, SoakOptions options, int cycle, VirtualBoard.Retargeting.ImageCache images, CancellationToken cancel)
    {
        if (!options.Simulate || options.Only.Count != 1)
            throw new UsageException("--cycle runs one cycle of one virtual board again: give --simulate and one --only BOARD with it.");
        return SoakReplay.Run(rack, options, cycle, InstalledFiles.Firmware(images), CliConsole.For(parsed.GetValue(_json)), parsed.GetValue(_json), cancel);
    }

    private SoakOptions Options(ParseResult parsed)
    {
        var cycles = parsed.GetValue(_cycles);
        var duration = parsed.GetValue(_duration) is { } text
            ? Durations.TryParse(text) is { Ticks: > 0 } time ? time : throw new UsageException($"--duration takes {Durations.Expected}, not \"{text}\".")
            : (TimeSpan?)null;
        if (cycles is not null && duration is not null)
            throw new UsageException("Give --cycles or --duration, not both.");
        return new SoakOptions
        {
            Simulate = parsed.GetValue(_simulate),
            Seed = parsed.GetValue(_seed),
            Cycles = cycles,
            Duration = duration,
            Only = parsed.GetValue(_only)!,
            Speed = parsed.GetValue(_speed),
            Workers = parsed.GetValue(_workers),
        };
    }

    /// <summary>A run that exists has its plan: what would change it is refused rather than passed over.</summary>
    private int? Alone(ParseResult parsed, FileInfo? file, Option mode)
    {
        Option[] foreign = [_simulate, _seed, _cycles, _duration, _only, _cycle, _speed];
        var given = foreign.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false })?.Name ?? (file is null ? null : "a rack file");
        return given is null ? null : throw new UsageException($"{mode.Name} takes plan, seed and boards from the run; leave out {given}.");
    }

    private SoakLines View(ParseResult parsed, out SoakLines lines) => lines = new SoakLines(CliConsole.For(parsed.GetValue(_json)), parsed.GetValue(_verbose));

    private static string Resolve(RunFolder runs, string? given)
    {
        try
        {
            return runs.Resolve(given);
        }
        catch (JournalException e)
        {
            throw new UsageException(e.Message, e);
        }
    }
}
