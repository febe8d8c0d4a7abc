using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Tests.Rack;

/// <summary>Writes journals as a soak would, without one: drawn from a seed, with boards that fail, are quarantined and released.</summary>
internal sealed class SoakSample : IDisposable
{
    private readonly JournalWriter _journal;
    private readonly Dictionary<string, int> _cycles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _erases = new(StringComparer.Ordinal);
    private readonly Random _random = new(1);
    private readonly List<NewRackEvent> _events = [];
    private readonly List<NewConsoleLine> _lines = [];
    private TimeSpan _now;
    private bool _batching;

    public SoakSample(string path, params string[] boards)
    {
        Path = path;
        _journal = JournalWriter.Create(path, TimeProvider.System);
        Run = System.IO.Path.GetFileNameWithoutExtension(path);
        _journal.Append([new NewRackEvent(TimeSpan.Zero, null, null, new RunBegun
        {
            Run = Run,
            Rack = "line 3",
            RackFile = "{}",
            RackPath = "/rack.json",
            Simulated = true,
            Seed = 7,
            Version = "1.0.0",
            Boards = [.. boards.Select(name => new RunBoard(name, "esp32-devkitc-v4", Virtual: true, Port: null, Group: "floor", Mac: null))],
            CyclesPerBoard = 1000,
        })]);
    }

    public string Path { get; }

    public string Run { get; }

    /// <summary>Rack time goes on.</summary>
    public SoakSample Pass(TimeSpan time)
    {
        _now += time;
        return this;
    }

    /// <summary>A whole cycle; passed when there is no reason for failure.</summary>
    public SoakSample Cycle(string board, string? reason = null, IReadOnlyList<string>? faults = null, IReadOnlyList<string>? console = null, string? advice = null)
    {
        Begin(board, faults);
        return End(board, reason, faults, console, advice);
    }

    public SoakSample Begin(string board, IReadOnlyList<string>? faults = null)
    {
        var cycle = Next(board);
        Append(
            new NewRackEvent(_now, board, cycle, new CycleBegun { Seed = Seed(cycle), Faults = faults ?? [], Recheck = false }),
            new NewRackEvent(_now, board, cycle, new StepReached(CycleSteps.FactoryReset, 40, "")),
            new NewRackEvent(_now, board, cycle, new StepReached("provisioned", 767, board)));
        return this;
    }

    public SoakSample End(
        string board, string? reason = null, IReadOnlyList<string>? faults = null, IReadOnlyList<string>? console = null, string? advice = null)
    {
        var cycle = Next(board);
        var activation = 14_000 + _random.Next(2_000) + (_random.Next(20) == 0 ? 6_000 : 0);
        _erases[board] = _erases.GetValueOrDefault(board) + 1 + _random.Next(2);
        var ended = new NewRackEvent(_now + TimeSpan.FromSeconds(30), board, cycle, new CycleEnded
        {
            Outcome = reason is null ? CycleOutcome.Passed : CycleOutcome.Failed,
            Reason = reason,
            Advice = reason is null ? null : advice ?? "The network refused the password: correct it and run the board again.",
            Seed = Seed(cycle),
            Faults = faults ?? [],
            Recheck = false,
            Replay = $"soak rack.json --replay {board} --seed {Seed(cycle)}",
            BoardMs = activation + 15_000,
            ActivationMs = reason is null ? activation : null,
            Boots = 2,
            DeviceId = $"5000{board.Length:x2}c40000{_cycles.Count:x2}",
            Mac = "24:0a:c4:36:b1:3c",
            PlanId = "ffb12b425dd42593",
            AgentUrl = "http://127.0.0.1:1/agent",
            Heartbeats = reason is null ? new HeartbeatFigures(3, 120_000, 118_000 - (_cycles.Count * 40) - _random.Next(400), -12.5, -57) : null,
            Flash = new FlashFigures(_erases[board] * 3L, 410, _erases[board], 4, 100_000, 410, []),
        });
        _lines.AddRange(console?.Select(text => new NewConsoleLine(board, cycle, _now, text)) ?? []);
        Append(ended);
        _cycles[board] = cycle;
        return this;
    }

    public SoakSample Quarantine(string board, string evidence) =>
        About(board, new BoardQuarantined(QuarantineReason.ConsecutiveFailures, evidence, (long)(_now + TimeSpan.FromMinutes(30)).TotalMilliseconds));

    public SoakSample Release(string board, string reason) => About(board, new BoardReleased(reason));

    public SoakSample About(string board, RackEventData data)
    {
        Append(new NewRackEvent(_now, board, null, data));
        return this;
    }

    public SoakSample EndRun(string reason = "plan-finished")
    {
        Append(new NewRackEvent(_now, null, null, new RunEnded(reason, 1000)));
        return this;
    }

    /// <summary>Journals what is done at once, since each write is as slow as the disk.</summary>
    public SoakSample AtOnce(Action<SoakSample> work)
    {
        _batching = true;
        work(this);
        _batching = false;
        Append();
        return this;
    }

    public void Dispose() => _journal.Dispose();

    private int Next(string board) => _cycles.GetValueOrDefault(board) + 1;

    private static ulong Seed(int cycle) => 1_000_000UL + (ulong)cycle;

    private void Append(params NewRackEvent[] events)
    {
        _events.AddRange(events);
        if (_batching)
            return;
        _journal.Append([.. _events], [.. _lines], []);
        _events.Clear();
        _lines.Clear();
    }
}
