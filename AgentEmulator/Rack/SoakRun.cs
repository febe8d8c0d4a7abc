using System.Globalization;
using System.Reflection;
using AgentEmulator.Cli;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Engine;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Rack;

/// <summary>A soak from its first event, or from where a process left it, to its end or interruption.</summary>
internal sealed class SoakRun : IDisposable
{
    private readonly JournalWriter _journal;
    private readonly RunRecorder _recorder;
    private readonly RackDefinition _rack;
    private readonly SoakOptions _options;
    private readonly IRackBoardFactory _boards;

    private SoakRun(JournalWriter journal, RunRecorder recorder, RackDefinition rack, SoakOptions options, IRackBoardFactory boards)
    {
        (_journal, _recorder, _rack, _options, _boards) = (journal, recorder, rack, options, boards);
    }

    public RunState State => _recorder.State;

    /// <summary>Version of the program, as journals and reports name it.</summary>
    public static string Version =>
        typeof(SoakRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>Begins a run.</summary>
    /// <param name="file">The rack.</param>
    /// <param name="options">What the command line says.</param>
    /// <param name="runs">Where its journal goes.</param>
    /// <param name="boards">Makes the boards.</param>
    /// <param name="observers">Hear of every event.</param>
    /// <exception cref="UsageException">The rack cannot be run so.</exception>
    /// <exception cref="EnvironmentFailureException">The journal cannot be made.</exception>
    public static SoakRun Begin(RackFile file, SoakOptions options, RunFolder runs, IRackBoardFactory boards, params IReadOnlyList<IRackObserver> observers)
    {
        var seed = options.Seed ?? file.Rack.Plan.Seed;
        var isTimed = options.Duration is not null || (options.Cycles is null && file.Rack.Plan.Duration is not null);
        var chosen = Choose(file.Rack, options.Only);
        var begun = new RunBegun
        {
            Run = runs.NewId(file.Rack.Name, DateTimeOffset.UtcNow),
            Rack = file.Rack.Name,
            RackFile = file.Journaled,
            RackPath = file.Path,
            Simulated = options.Simulate,
            Seed = seed,
            Version = Version,
            Boards = [.. chosen.Select(b => Describe(b, seed, options.Simulate))],
            CyclesPerBoard = isTimed ? null : options.Cycles ?? file.Rack.Plan.Cycles,
            DurationMs = isTimed ? (long)(options.Duration ?? file.Rack.Plan.Duration!.Value).TotalMilliseconds : null,
            Speed = options.Simulate ? null : options.Speed,
        };
        boards.Check(Planned(file.Rack, begun), options.Simulate);
        var journal = InEnvironment(() => JournalWriter.Create(MakeFolder(runs).Journal(begun.Run), TimeProvider.System));
        return Guarded(journal, () =>
        {
            var recorder = new RunRecorder(journal, RunState.Empty, observers, new ConsoleKeeper([]));
            recorder.Record(new NewRackEvent(TimeSpan.Zero, null, null, begun));
            return new SoakRun(journal, recorder, Planned(file.Rack, begun), options, boards);
        });
    }

    /// <summary>Goes on with a run that was interrupted or whose process was killed.</summary>
    /// <param name="run">Its id.</param>
    /// <param name="runs">Where its journal is.</param>
    /// <param name="workers">As in <see cref="SoakOptions.Workers"/>.</param>
    /// <param name="boards">Makes the boards.</param>
    /// <param name="observers">Hear of every event from now on; the earlier ones are in the state that comes with them.</param>
    /// <exception cref="UsageException">Its rack file has changed.</exception>
    /// <exception cref="EnvironmentFailureException">Another process works on it, or its journal cannot be used.</exception>
    public static SoakRun Resume(string run, RunFolder runs, int workers, IRackBoardFactory boards, params IReadOnlyList<IRackObserver> observers)
    {
        var path = runs.Journal(run);
        var journal = InEnvironment(() => JournalWriter.Resume(path, TimeProvider.System));
        return Guarded(journal, () =>
        {
            var (state, kept) = InEnvironment(() => Read(path));
            var begun = state.Begun ?? throw new EnvironmentFailureException(
                $"The run {run} was killed before it began; there is nothing to go on with. Start it again, and delete {path}.");
            var rack = Planned(RackFile.OfRun(begun.RackPath, begun.RackFile).Rack, begun);
            var options = new SoakOptions { Simulate = begun.Simulated, Speed = begun.Speed ?? 1, Workers = workers };
            var recorder = new RunRecorder(journal, state, observers, new ConsoleKeeper(kept));
            if (state.Status != RunStatus.Ended)
            {
                boards.Check(rack, begun.Simulated);
                journal.ForgetUnfinished();
                recorder.Record([new NewRackEvent(state.RackTime, null, null, new RunResumed(Version)), .. AbandonRunning(state)]);
            }

            return new SoakRun(journal, recorder, rack, options, boards);
        });
    }

    /// <summary>Works on the run to its end, or until cancelled; then it can be resumed.</summary>
    /// <returns>The state at the end; its status tells which.</returns>
    /// <exception cref="EnvironmentFailureException">The journal cannot be written any more. What it has is intact.</exception>
    public RunState Execute(CancellationToken cancel)
    {
        if (State.Status == RunStatus.Ended)
            return State;
        return InEnvironment(() =>
        {
            if (_options.Simulate)
                Simulate(cancel);
            else
                Live(cancel);
            var now = State.RackTime;
            if (cancel.IsCancellationRequested)
                _recorder.Record(new NewRackEvent(now, null, null, new RunInterrupted("stopped with Ctrl+C")));
            else
                _recorder.Record(new NewRackEvent(now, null, null, new RunEnded(EndReason(), (long)State.WallTime.TotalMilliseconds)));
            return State;
        });
    }

    public void Dispose() => _journal.Dispose();

    private void Simulate(CancellationToken cancel)
    {
        using var rack = new SimulatedRack(
            _rack, _rack.Plan.Seed, _recorder, (spec, wear) => _boards.Make(spec, _rack, wear, speed: null), _options.Workers);
        rack.Run(cancel);
    }

    private void Live(CancellationToken cancel)
    {
        var clock = new RackClock(TimeProvider.System, State.RackTime);
        using var rack = new LiveRack(
            _rack, _rack.Plan.Seed, _recorder, (spec, wear) => _boards.Make(spec, _rack, wear, _options.Speed), clock);
        rack.Run(cancel);
    }

    private string EndReason() =>
        _rack.Plan.Cycles is { } cycles && State.Boards.Any(b => b.LastCycle < cycles) ? "nothing-left-to-run" : "plan-finished";

    private static (RunState State, List<(string, int)> Console) Read(string path)
    {
        using var reader = JournalReader.Open(path);
        return (RunState.Of(reader.Events()), reader.ConsoleCycles());
    }

    private static IEnumerable<NewRackEvent> AbandonRunning(RunState state) =>
        from board in state.Boards
        let running = board.Running
        where running is not null
        select new NewRackEvent(state.RackTime, board.Name, running.Cycle, Abandoned.End(running));

    private static RackDefinition Planned(RackDefinition rack, RunBegun begun) => rack with
    {
        Boards = [.. rack.Boards.Where(b => begun.Boards.Any(r => r.Name == b.Name)).Select(b => begun.Simulated ? b with { Port = null } : b)],
        Plan = rack.Plan with
        {
            Cycles = begun.CyclesPerBoard,
            Duration = begun.DurationMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
            Seed = begun.Seed,
        },
    };

    private static IReadOnlyList<BoardSpec> Choose(RackDefinition rack, IReadOnlyList<string> only)
    {
        foreach (var name in only)
        {
            if (rack.Boards.All(b => b.Name != name))
                throw new UsageException($"The rack {rack.Name} has no board \"{name}\". Boards: {string.Join(", ", rack.Boards.Select(b => b.Name))}.");
        }

        return only.Count == 0 ? rack.Boards : [.. rack.Boards.Where(b => only.Contains(b.Name, StringComparer.Ordinal))];
    }

    private static RunBoard Describe(BoardSpec board, ulong seed, bool simulated)
    {
        var isVirtual = simulated || board.IsVirtual;
        var mac = isVirtual ? CycleDraw.Mac(seed, board) : board.Mac;
        return new RunBoard(
            board.Name, board.Definition, isVirtual, isVirtual ? null : board.Port, board.Group,
            mac is null ? null : string.Join(':', mac.Select(b => b.ToString("x2", CultureInfo.InvariantCulture))));
    }

    private static RunFolder MakeFolder(RunFolder runs)
    {
        try
        {
            Directory.CreateDirectory(runs.Path);
            return runs;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException($"The folder for journals {runs.Path} cannot be made: {e.Message} Name another with --journal.", e);
        }
    }

    private static SoakRun Guarded(JournalWriter journal, Func<SoakRun> make)
    {
        try
        {
            return make();
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    private static T InEnvironment<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (JournalException e)
        {
            throw new EnvironmentFailureException(e.Message, e);
        }
    }
}
