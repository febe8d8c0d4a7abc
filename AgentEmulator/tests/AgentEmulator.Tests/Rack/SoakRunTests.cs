using AgentEmulator.Cli;
using AgentEmulator.Rack;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Engine;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Rack;

/// <summary>The engine with boards that take no time: order, health, interruption and resumption.</summary>
public sealed class SoakRunTests : IDisposable
{
    private const string Rack =
        """
        {
          "name": "test",
          "boards": [{ "name": "b", "count": 6, "definition": "esp32-devkitc-v4" }, { "name": "bad", "definition": "esp32-devkitc-v4" }],
          "plan": { "cycles": 60, "pause": "10s" },
          "health": { "recheck": "2m" }
        }
        """;

    private readonly string _folder = TestFolders.Create("soak").FullName;

    private RunFolder Runs => new(Path.Combine(_folder, "runs"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_journaled_is_a_function_of_rack_and_seed_whatever_the_workers()
    {
        var one = Lines(Simulate(workers: 1));
        Assert.Equal(one, Lines(Simulate(workers: 4)));
        Assert.NotEqual(one, Lines(Simulate(workers: 1, seed: 2)));
        Assert.Contains(one, line => line.Contains(RackEventKinds.BoardQuarantined, StringComparison.Ordinal));
    }

    [Fact]
    public void Events_are_journaled_in_the_order_of_rack_time()
    {
        var events = Read(Simulate(workers: 4).Run);
        Assert.Equal(events.Select(e => e.RackTime).Order(), events.Select(e => e.RackTime));
    }

    [Fact]
    public void An_interrupted_and_resumed_run_ends_as_one_that_was_not()
    {
        var whole = Simulate(workers: 2);
        using var cancel = new CancellationTokenSource();
        var boards = Boards(onCycle: n =>
        {
            if (n is 100)
                cancel.Cancel();
        });
        string id;
        using (var run = SoakRun.Begin(RackOf(Rack), new SoakOptions { Simulate = true, Workers = 2 }, Runs, boards))
        {
            id = run.State.Run;
            Assert.Equal(RunStatus.Interrupted, run.Execute(cancel.Token).Status);
            Assert.InRange(run.State.Cycles, 50, 100);
        }

        using var resumed = SoakRun.Resume(id, Runs, 2, Boards());
        var state = resumed.Execute(CancellationToken.None);
        Assert.Equal((RunStatus.Ended, 1), (state.Status, state.Resumptions));
        Assert.Equal(Figures(whole), Figures(state));
        Assert.Equal(CycleEnds(whole.Run), CycleEnds(id));
    }

    [Fact]
    public void A_killed_run_abandons_what_was_under_way_and_does_it_again()
    {
        using (var journal = JournalWriter.Create(Path.Combine(Directory.CreateDirectory(Runs.Path).FullName, "killed.db"), TimeProvider.System))
        {
            // What a process leaves that dies in the middle of a cycle.
            var begun = Begun("killed");
            journal.Append([begun, new(TimeSpan.Zero, "b01", 1, CycleBegun()), new(TimeSpan.FromSeconds(2), "b01", 1, new StepReached("ready", 2000, ""))],
                [new("b01", 1, TimeSpan.Zero, "lost")], []);
        }

        using var resumed = SoakRun.Resume("killed", Runs, 1, Boards());
        var state = resumed.Execute(CancellationToken.None);
        Assert.Equal((1, 60), (state.ByName["b01"].Abandoned, state.ByName["b01"].Passed));
        Assert.Equal(Figures(Simulate(workers: 1)), Figures(state));
        using var reader = JournalReader.Open(Runs.Journal("killed"));
        Assert.DoesNotContain(reader.Console("b01"), l => l.Text == "lost");
    }

    [Fact]
    public void Two_processes_cannot_work_on_one_run()
    {
        using var run = SoakRun.Begin(RackOf(Rack), new SoakOptions { Simulate = true }, Runs, Boards());
        var e = Assert.Throws<EnvironmentFailureException>(() => SoakRun.Resume(run.State.Run, Runs, 1, Boards()));
        Assert.Contains("Another process", e.Message);
    }

    [Fact]
    public void A_run_that_has_ended_is_only_shown_again()
    {
        var state = Simulate(workers: 1);
        using var again = SoakRun.Resume(state.Run, Runs, 1, Boards());
        Assert.Equal(state.LastSequence, again.Execute(CancellationToken.None).LastSequence);
    }

    [Fact]
    public void A_bad_board_is_quarantined_with_evidence_and_the_rest_finishes()
    {
        var state = Simulate(workers: 2);
        var bad = state.ByName["bad"];
        Assert.Equal(QuarantineReason.ConsecutiveFailures, bad.Quarantine!.Reason);
        Assert.Contains("token-expired 5 times", bad.Quarantine.Evidence);
        Assert.True(bad.Quarantine.Rechecks > 0);
        Assert.All(state.Boards.Where(b => b.Name != "bad"), b => Assert.Equal((60, BoardStatus.Finished), (b.Passed, b.Status)));
        Assert.Equal("nothing-left-to-run", state.StatusReason);
    }

    [Fact]
    public void A_board_that_is_repaired_is_released_and_does_the_rest_of_its_cycles()
    {
        var boards = new ScriptedBoards((spec, order) => spec.Name == "bad" && order.Cycle <= 8 ? "no-heartbeat" : null);
        var state = Simulate(workers: 2, boards: boards);
        var repaired = state.ByName["bad"];
        Assert.Equal((1, null, 60, 8), (repaired.Quarantines, repaired.Quarantine, repaired.Cycles, repaired.Failed));
        Assert.Equal("plan-finished", state.StatusReason);
    }

    [Fact]
    public void A_defect_in_one_cycle_is_its_reason_and_the_run_goes_on()
    {
        var boards = new ScriptedBoards((spec, order) =>
            spec.Name == "b01" && order.Cycle == 3 ? throw new InvalidOperationException("on purpose") : null);
        var state = Simulate(workers: 2, boards: boards);
        Assert.Equal((1, CycleReason.InternalError), (state.ByName["b01"].Failed, state.ByName["b01"].LastFailure!.End.Reason));
        Assert.Contains("on purpose", state.ByName["b01"].LastFailure!.End.Advice);
        Assert.Equal(60, state.ByName["b01"].Cycles);
    }

    [Fact]
    public void In_a_live_rack_a_dead_port_and_a_wrong_board_are_quarantined_and_say_why()
    {
        var boards = new ScriptedBoards((_, _) => null, (spec, look) => spec.Name switch
        {
            "dead" => new BoardProblem(BoardProblemKind.Missing, "port-missing", "There is no serial port /dev/ttyNONE."),
            "wrong" => new BoardProblem(BoardProblemKind.Wrong, "wrong-board", "expected 24:0a:c4:00:00:01, found 24:0a:c4:00:00:02"),
            "back" when look <= 3 => new BoardProblem(BoardProblemKind.Missing, "no-answer", "silent"),
            _ => null,
        });
        var rack = RackOf(
            """
            {
              "name": "live",
              "boards": [
                { "name": "good", "definition": "esp32-devkitc-v4" }, { "name": "dead", "definition": "esp32-devkitc-v4" },
                { "name": "wrong", "definition": "esp32-devkitc-v4" }, { "name": "back", "definition": "esp32-devkitc-v4" }
              ],
              "plan": { "cycles": 40, "pause": "50ms" },
              "health": { "missing_retry": "100ms", "recheck": "200ms" }
            }
            """);
        using var run = SoakRun.Begin(rack, new SoakOptions(), Runs, boards);
        var state = run.Execute(CancellationToken.None);
        Assert.Equal((QuarantineReason.Missing, 0), (state.ByName["dead"].Quarantine!.Reason, state.ByName["dead"].Cycles));
        Assert.Contains("/dev/ttyNONE", state.ByName["dead"].Quarantine!.Evidence);
        Assert.Equal(QuarantineReason.WrongBoard, state.ByName["wrong"].Quarantine!.Reason);
        Assert.Contains("found 24:0a:c4:00:00:02", state.ByName["wrong"].Quarantine!.Evidence);
        Assert.Equal((40, 1, null), (state.ByName["back"].Passed, state.ByName["back"].Quarantines, state.ByName["back"].Quarantine));
        Assert.Equal((40, BoardStatus.Finished), (state.ByName["good"].Passed, state.ByName["good"].Status));
        Assert.Equal((2, 0), (state.Quarantined, state.Failed));
    }

    [Fact]
    public void A_live_run_that_is_cancelled_abandons_its_cycles_and_can_be_resumed()
    {
        using var cancel = new CancellationTokenSource();
        var boards = new ScriptedBoards((_, _) => null)
        {
            OnCycle = n =>
            {
                if (n == 30)
                    cancel.Cancel();
            },
        };
        string id;
        using (var run = SoakRun.Begin(RackOf(Rack), new SoakOptions { Cycles = 10, Only = ["b01", "b02", "b03", "b04", "b05"] }, Runs, boards))
        {
            id = run.State.Run;
            // The plan's pause is real here.
            run.Execute(new CancellationTokenSource(TimeSpan.FromSeconds(1)).Token);
            Assert.Equal(RunStatus.Interrupted, run.State.Status);
            Assert.All(run.State.Boards, b => Assert.Null(b.Running));
        }

        using var resumed = SoakRun.Resume(id, Runs, 1, boards);
        Assert.Equal(5, resumed.State.BoardNames.Count);
        Assert.Equal(RunStatus.Running, resumed.State.Status);
    }

    private static ScriptedBoards Boards(Action<int>? onCycle = null) =>
        new((spec, order) => spec.Name == "bad" ? "token-expired" : null) { OnCycle = onCycle };

    private RunState Simulate(int workers, ulong seed = 1, ScriptedBoards? boards = null)
    {
        using var run = SoakRun.Begin(RackOf(Rack), new SoakOptions { Simulate = true, Workers = workers, Seed = seed }, Runs, boards ?? Boards());
        return run.Execute(CancellationToken.None);
    }

    private static NewRackEvent Begun(string run) => new(TimeSpan.Zero, null, null, new RunBegun
    {
        Run = run,
        Rack = "test",
        RackFile = Rack,
        RackPath = "rack.json",
        Simulated = true,
        Seed = 1,
        Version = "1.0.0",
        Boards = [.. RackReader.Read(Rack, "rack.json").Boards.Select(b => new RunBoard(b.Name, b.Definition, true, null, null, null))],
        CyclesPerBoard = 60,
    });

    private static CycleBegun CycleBegun() => new() { Seed = 1, Faults = [], Recheck = false };

    private static RackFile RackOf(string json) => new("rack.json", json, RackReader.Read(json, "rack.json"));

    private List<RackEvent> Read(string run)
    {
        using var reader = JournalReader.Open(Runs.Journal(run));
        return [.. reader.Events()];
    }

    private List<string> Lines(RunState state) =>
        [.. Read(state.Run).Skip(1).SkipLast(1).Select(e => $"{e.Sequence} {e.RackTime} {e.Board} {e.Cycle} {e.Kind} {RackEventJson.Write(e.Data)}")];

    private List<string> CycleEnds(string run) =>
        [.. Read(run).Where(e => e.Data is CycleEnded { Outcome: not CycleOutcome.Abandoned })
            .Select(e => $"{e.Board} {e.Cycle} {e.RackTime} {RackEventJson.Write(e.Data)}").Order(StringComparer.Ordinal)];

    private static string Figures(RunState state) =>
        string.Join('\n', state.Boards.Select(b => $"{b.Name} {b.Passed} {b.Failed} {b.Status} {b.Quarantine} {string.Join(',', b.Reasons)}"));
}
