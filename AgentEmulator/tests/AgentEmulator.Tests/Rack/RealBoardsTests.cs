using AgentEmulator.Boards;
using AgentEmulator.Cli;
using AgentEmulator.Flashing;
using AgentEmulator.Rack;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Engine;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using AgentEmulator.Serial;
using AgentEmulator.Tests.HardwareTesting;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Rack;

/// <summary>A rack with ports: what stands for a board is played on the port, the rest is the program.</summary>
public sealed class RealBoardsTests : IDisposable
{
    private const string Rack =
        """
        {
          "name": "mixed",
          "gateway": { "host": "127.0.0.1", "first_port": 45080 },
          "boards": [
            { "name": "dead", "definition": "wt32-eth01", "port": "/dev/nf-rack-dead" },
            { "name": "wrong", "definition": "wt32-eth01", "port": "/dev/nf-rack-wrong", "mac": "24:0a:c4:00:00:01" },
            { "name": "flaky", "definition": "esp32-devkitc-v4" },
            { "name": "good", "definition": "esp32-devkitc-v4" }
          ],
          "plan": { "cycles": 60 },
          "health": { "missing_retry": "200ms", "recheck": "1h" }
        }
        """;

    private readonly string _folder = TestFolders.Create("rack").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_live_rack_with_a_dead_port_a_wrong_board_and_a_flaky_one_finishes_and_says_why()
    {
        using var run = Begin(Rack, new Ports("/dev/nf-rack-wrong", "240ac4000002"));
        var state = run.Execute(CancellationToken.None);

        Assert.Equal((RunStatus.Ended, 3), (state.Status, state.Quarantined));
        Assert.Equal((60, BoardStatus.Finished), (state.ByName["good"].Passed, state.ByName["good"].Status));
        AssertQuarantined(state, "dead", QuarantineReason.Missing, "There is no port /dev/nf-rack-dead");
        AssertQuarantined(state, "wrong", QuarantineReason.WrongBoard, "the board 24:0a:c4:00:00:02, and the rack file says 24:0a:c4:00:00:01");
        AssertQuarantined(state, "flaky", QuarantineReason.FailureRate, "bless-refused");
        Assert.Equal((0, 0), (state.ByName["dead"].Cycles, state.ByName["wrong"].Cycles));
    }

    [Fact]
    public async Task A_board_that_says_nothing_is_missing_and_one_that_answers_is_there()
    {
        var silent = await LookAsync(new Ports("/dev/p", mac: null), mac: null);
        Assert.Equal((BoardProblemKind.Missing, "no-answer"), (silent!.Kind, silent.Reason));
        Assert.Null(await LookAsync(new Ports("/dev/p", "24:0a:c4:00:00:02"), mac: null));
        Assert.Null(await LookAsync(new Ports("/dev/p", "24:0a:c4:00:00:02"), mac: [0x24, 0x0a, 0xc4, 0, 0, 2]));
        Assert.Equal("port-unusable", (await LookAsync(new Ports("/dev/p", "busy"), mac: null))!.Reason);
        Assert.Equal("port-vanished", (await LookAsync(new Ports("/dev/p", "vanishes"), mac: null))!.Reason);
    }

    [Fact]
    public async Task Power_is_cut_and_given_back_by_the_commands_of_the_rack_file()
    {
        var log = Path.Combine(_folder, "log");
        CommandPowerControl Control(string off) => new(["sh", "-c", $"echo on >> {log}"], ["sh", "-c", off]);
        await new PowerSwitch(Control($"echo off >> {log}"), TimeProvider.System, _ => { }).CycleAsync(CancellationToken.None);
        Assert.Equal(["off", "on"], await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken));
        var failing = new PowerSwitch(Control("echo no such relay; exit 7"), TimeProvider.System, _ => { });
        var e = await Assert.ThrowsAsync<EnvironmentFailureException>(() => failing.CycleAsync(CancellationToken.None));
        Assert.Contains("ended with 7: no such relay", e.Message);
    }

    [Fact]
    public void A_real_board_with_wifi_needs_to_be_told_its_network()
    {
        var text = Rack.Replace("\"definition\": \"wt32-eth01\", \"port\": \"/dev/nf-rack-dead\"", "\"definition\": \"esp32-devkitc-v4\", \"port\": \"/dev/nf-rack-dead\"", StringComparison.Ordinal);
        Assert.Contains("needs \"networks\"", Assert.Throws<UsageException>(() => Begin(text, new Ports("", null))).Message);
        Assert.Empty(new RunFolder(_folder).Runs());
    }

    private static Task<BoardProblem?> LookAsync(IBoardPorts ports, byte[]? mac)
    {
        var spec = new BoardSpec { Name = "b", Definition = "wt32-eth01", Port = "/dev/p", Mac = mac, Power = new NoPowerControl(), Faults = new Dictionary<string, double>() };
        var limits = new FlashLimits { Boot = TimeSpan.FromSeconds(1), Absence = TimeSpan.FromMilliseconds(300) };
        return new PortLook(spec, ports, new PowerSwitch(spec.Power, TimeProvider.System, _ => { }), limits, TimeProvider.System).LookAsync(CancellationToken.None);
    }

    private SoakRun Begin(string text, IBoardPorts ports)
    {
        using var images = InstalledFiles.ImageCache();
        var boards = new RackBoards("rack.json", InstalledFiles.Firmware(images), ports, new FileInfo(Path.Combine(_folder, "secret")));
        var file = new RackFile("rack.json", text, RackReader.Read(text, "rack.json"));
        return SoakRun.Begin(file, new SoakOptions(), new RunFolder(_folder), new Mixed(boards));
    }

    private static void AssertQuarantined(RunState state, string board, string reason, string evidence)
    {
        var quarantine = state.ByName[board].Quarantine;
        Assert.True(quarantine is not null, $"{board} is not in quarantine: {state.ByName[board].Failed} of {state.ByName[board].Cycles} failed");
        Assert.Equal(reason, quarantine.Reason);
        Assert.Contains(evidence, quarantine.Evidence);
    }

    /// <summary>Ports as the program treats them; what its virtual boards do is scripted, since they would take their time.</summary>
    private sealed class Mixed(RackBoards program) : IRackBoardFactory
    {
        private readonly ScriptedBoards _virtual = new((spec, order) => spec.Name == "flaky" && order.Seed % 10 < 3 ? "bless-refused" : null);

        public void Check(RackDefinition rack, bool simulated) => program.Check(rack, simulated);

        public IRackBoard Make(BoardSpec spec, RackDefinition rack, FlashFigures? wear, double? speed) =>
            spec.IsVirtual ? _virtual.Make(spec, rack, wear, speed) : program.Make(spec, rack, wear, speed);
    }

    /// <summary>One port, behind which a board with a MAC boots when it is reset; without one it is silent.</summary>
    private sealed class Ports(string name, string? mac) : IBoardPorts
    {
        private bool _gone;

        public bool Exists(string port) => port == name && !_gone;

        public IBoardPort Open(string port, int baud)
        {
            if (mac == "busy")
                throw new EnvironmentFailureException($"The serial port {port} is busy.");
            var fake = new FakePort();
            if (mac == "vanishes")
            {
                _gone = true;
                fake.Vanish();
            }
            else if (mac is not null)
            {
                fake.Send($"[      12] S state: booted boot=1 program=factory device=5000 mac={mac} firmware=1.0.0 board=wt32-eth01\n");
            }

            return fake;
        }
    }
}
