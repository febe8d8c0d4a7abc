using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Events;
using AgentEmulator.Rack;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Engine;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using AgentEmulator.Tests.Support;
using VirtualBoard;

namespace AgentEmulator.Tests.Rack;

/// <summary>Cycles of virtual boards: the compiled firmware, the real services.</summary>
public sealed class VirtualRackBoardTests : IDisposable
{
    private static readonly Lazy<IFirmware> Firmware = new(() => InstalledFiles.Firmware(InstalledFiles.ImageCache()));

    private readonly string _folder = TestFolders.Create("soak").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_flawless_cycle_reaches_every_step_and_leaves_the_board_to_the_next()
    {
        var rack = Rack("""{ "name": "v", "definition": "esp32-devkitc-v4" }""", "");
        using var board = Board(rack);
        var seen = new Listener();
        var first = board.RunCycle(CycleDraw.Order(1, rack.Boards[0], 1, recheck: false), seen, CancellationToken.None);
        Assert.Equal((CycleOutcome.Passed, null), (first.Outcome, first.Reason));
        // The fixture may see the claim before the board prints that it is activated.
        Assert.Equal(CycleSteps.All.Order(StringComparer.Ordinal), seen.Steps.Order(StringComparer.Ordinal));
        Assert.Equal(2, first.Heartbeats!.Count);
        Assert.InRange(first.Heartbeats.Rssi!.Value, -60, -50);
        Assert.True(first.BoardMs > first.ActivationMs);
        Assert.Equal(CycleDraw.Mac(1, rack.Boards[0]).Select(b => b.ToString("x2")), first.Mac!.Split(':'));

        var second = board.RunCycle(CycleDraw.Order(1, rack.Boards[0], 2, recheck: false), new Listener(), CancellationToken.None);
        Assert.Equal(CycleOutcome.Passed, second.Outcome);
        Assert.True(second.Flash!.Erases > first.Flash!.Erases, "the flash forgot its wear");
        Assert.NotEqual(first.PlanId, second.PlanId);
    }

    [Fact]
    public void A_failed_cycle_of_a_run_can_be_run_again_alone_and_is_the_same_to_the_microsecond()
    {
        var text =
            """
            {
              "name": "replay",
              "boards": [{ "name": "v", "count": 2, "definition": "esp32-devkitc-v4" }, { "name": "w", "definition": "wt32-eth01" }],
              "plan": { "cycles": 3, "heartbeats": 1, "faults": { "power-cut": 0.5, "wrong-wifi": 0.2, "cloud-5xx": 0.5, "bless-refused": 0.3 } }
            }
            """;
        var rack = RackReader.Read(text, "rack.json");
        var runs = new RunFolder(_folder);
        using var run = SoakRun.Begin(
            new RackFile("rack.json", text, rack), new SoakOptions { Simulate = true, Workers = 2 }, runs, new RackBoards("rack.json", Firmware.Value));
        var state = run.Execute(CancellationToken.None);
        Assert.Equal((9, RunStatus.Ended), (state.Cycles, state.Status));
        Assert.InRange(state.Failed, 1, 8);

        using var reader = JournalReader.Open(runs.Journal(state.Run));
        var events = reader.Events().ToList();
        foreach (var failure in events.Where(e => e.Data is CycleEnded { Outcome: CycleOutcome.Failed }))
        {
            var end = (CycleEnded)failure.Data;
            Assert.Contains($"--only {failure.Board} --cycle {failure.Cycle} --seed 1", end.Replay);
            var before = events.Where(e => e.Board == failure.Board && e.Cycle == failure.Cycle).ToList();
            var spec = rack.Boards.Single(b => b.Name == failure.Board);
            using var board = new RackBoards("rack.json", Firmware.Value).Make(spec, rack, wear: null, speed: null);
            var again = new Listener();
            var end2 = board.RunCycle(CycleDraw.Order(1, spec, failure.Cycle!.Value, recheck: false), again, CancellationToken.None);
            Assert.Equal((end.Reason, end.BoardMs, end.Boots), (end2.Reason, end2.BoardMs, end2.Boots));
            // The factory reset of a used board erases more sectors than that of a new one.
            Assert.Equal(
                before.Where(e => e.Data is StepReached).Skip(1).Select(e => $"{e.RackTime - before[0].RackTime} {((StepReached)e.Data).Step}"),
                again.TimedSteps.Skip(1).Select(s => $"{Micro(s.At)} {s.Step}"));
            Assert.Equal(reader.Console(failure.Board!, failure.Cycle).Select(l => l.Text), again.Lines);
        }
    }

    [Fact]
    public void A_flaky_board_is_quarantined_and_told_why_while_the_others_finish()
    {
        var text =
            """
            {
              "name": "flaky",
              "boards": [
                { "name": "good", "definition": "esp32-devkitc-v4" },
                { "name": "flaky", "definition": "esp32-devkitc-v4", "faults": { "bless-refused": 0.3 } }
              ],
              "plan": { "cycles": 40, "heartbeats": 1 },
              "health": { "recheck": "30m" }
            }
            """;
        using var run = SoakRun.Begin(
            new RackFile("rack.json", text, RackReader.Read(text, "rack.json")), new SoakOptions { Simulate = true, Workers = 2 },
            new RunFolder(_folder), new RackBoards("rack.json", Firmware.Value));
        var state = run.Execute(CancellationToken.None);
        Assert.Equal((40, BoardStatus.Finished), (state.ByName["good"].Passed, state.ByName["good"].Status));
        var flaky = state.ByName["flaky"];
        Assert.True(flaky.Quarantine is not null, $"{flaky.Failed} of {flaky.Cycles} failed");
        Assert.Equal(QuarantineReason.FailureRate, flaky.Quarantine.Reason);
        Assert.Contains(FailureReason.BlessRefused, flaky.Quarantine.Evidence);
    }

    private static RackDefinition Rack(string board, string faults) => RackReader.Read(
        $$"""{ "name": "t", "boards": [{{board}}], "plan": { "cycles": 3, "heartbeats": 2 {{faults}} } }""", "rack.json");

    private static IRackBoard Board(RackDefinition rack) =>
        new RackBoards("rack.json", Firmware.Value).Make(rack.Boards[0], rack, wear: null, speed: null);

    private static TimeSpan Micro(TimeSpan time) => TimeSpan.FromTicks(time.Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond);

    private sealed class Listener : ICycleListener
    {
        public List<(TimeSpan At, string Step)> TimedSteps { get; } = [];

        public IEnumerable<string> Steps => TimedSteps.Select(s => s.Step);

        public List<string> Lines { get; } = [];

        public void Step(TimeSpan at, string step, string detail) => TimedSteps.Add((at, step));

        public void Printed(TimeSpan at, string line) => Lines.Add(line);

        public void Fact(TimeSpan at, FactoryEvent fact)
        {
        }
    }
}
