using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Events;
using AgentEmulator.Flashing;
using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Engine;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Tests.Flashing;

namespace AgentEmulator.Tests.Rack;

/// <summary>Cycles of a board behind a serial port; a virtual board in real time stands for it, down to its sockets.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RealRackBoardTests : IDisposable
{
    private static readonly byte[] Secret = [.. Enumerable.Range(7, 32).Select(i => (byte)i)];

    /// <summary>Far beyond what a cycle takes; a cycle that hangs is told as such.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private readonly LiveBoard _board = new();
    private readonly StandInFlasher _nanoff;

    public RealRackBoardTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program in nanoff's place is a shell script.");
        _nanoff = new StandInFlasher(_board.Port);
        _nanoff.Set("mac", ChipDetails.MacText(_board.Mac).ToUpperInvariant());
        _board.Provisioning = () => _nanoff.HasProvisioning ? _nanoff.Provisioning : null;
        _board.Deleted = _nanoff.TakeDeleted;
    }

    [Fact]
    public async Task A_cycle_reaches_every_step_and_the_next_begins_with_a_board_as_new()
    {
        // Switched by programs of the user's own: the port goes with the power.
        var power = new CommandPowerControl(["touch", _board.Port], ["rm", _board.Port]);
        using var board = Board(heartbeats: 2, _board.Mac, power);
        var seen = new Listener();
        var first = await RunAsync(board, 1, seen);
        AssertPassed(first, seen);
        Assert.Equal((2, Provisioning.DeviceId(_board.Mac), ChipDetails.MacText(_board.Mac)), (first.Boots, first.DeviceId, first.Mac));
        Assert.Equal(1UL, first.Seed);
        Assert.True(first.BoardMs >= first.ActivationMs, $"{first.BoardMs} ms in all, {first.ActivationMs} ms to the claim");
        Assert.Contains(seen.Facts, f => f == FactoryEventNames.DeviceUnblessed);
        Assert.Contains(seen.Lines, l => l.StartsWith($"flasher: {FlashSteps.Files} done", StringComparison.Ordinal));
        Assert.Contains(seen.Lines, l => l.Contains("state: activated", StringComparison.Ordinal));

        // It is in production, for services that are gone.
        Assert.Null(board.Look(CancellationToken.None));
        seen = new Listener();
        var second = await RunAsync(board, 2, seen);
        AssertPassed(second, seen);
        Assert.Equal((2, first.DeviceId), (second.Boots, second.DeviceId));
        Assert.NotEqual(first.PlanId, second.PlanId);
        Assert.Empty(second.Recovered);
    }

    [Fact]
    public async Task A_board_that_keeps_what_it_had_after_its_reset_fails_for_that()
    {
        using var board = Board();
        Assert.Null((await RunAsync(board, 1, new Listener())).Reason);
        _board.Deleted = () => [];
        var end = await RunAsync(board, 2, new Listener());
        Assert.Equal((CycleOutcome.Failed, CycleReason.ResetFailed), (end.Outcome, end.Reason));
        Assert.Contains("factory reset", end.Advice);
    }

    [Theory]
    [InlineData("state: ready")] // in the factory
    [InlineData(FactoryEventNames.Heartbeat)] // in production
    public async Task A_cable_that_is_pulled_in_the_middle_loses_the_board_and_the_next_cycle_passes(string moment)
    {
        // So many that the last one is far off when the cable is pulled: the network goes on without it.
        using var board = Board(heartbeats: 5);
        var pulled = false;
        void PullAt(string what)
        {
            if (pulled || !what.Contains(moment, StringComparison.Ordinal))
                return;
            pulled = true;
            _board.Pull();
        }

        _board.Printed += PullAt;
        var end = await RunAsync(board, 1, new Listener(PullAt));
        Assert.True(pulled);
        AssertLost(end);
        Assert.Equal("port-missing", board.Look(CancellationToken.None)?.Reason);

        _board.Plug();
        using var again = Board();
        Assert.Null(again.Look(CancellationToken.None));
        Assert.Null((await RunAsync(again, 2, new Listener())).Reason);
    }

    [Fact]
    public async Task A_cable_that_is_pulled_during_the_factory_reset_loses_the_board()
    {
        using var board = Board();
        _nanoff.Hang("files");
        var seen = new Listener();
        var running = RunAsync(board, 1, seen);
        await _nanoff.HangsAsync("files");
        _board.Pull();
        AssertLost(await running);
        Assert.Empty(seen.Steps);
        _nanoff.GoOn("files");
    }

    [Fact]
    public async Task Another_board_than_the_rack_file_says_fails_the_cycle()
    {
        using var board = Board(mac: [0x24, 0x0a, 0xc4, 9, 9, 9]);
        var end = await RunAsync(board, 1, new Listener());
        Assert.Equal(CycleReason.WrongBoard, end.Reason);
        Assert.Contains(ChipDetails.MacText(_board.Mac), end.Advice);
        Assert.Contains("24:0a:c4:09:09:09", end.Advice);
    }

    [Fact]
    public async Task What_this_computer_lacks_is_not_put_on_the_board()
    {
        using var board = Board(nanoff: "no-such-nanoff");
        var end = await RunAsync(board, 1, new Listener());
        Assert.Equal(CycleReason.HostNotReady, end.Reason);
        Assert.Contains("no-such-nanoff", end.Advice);
    }

    [Fact]
    public async Task A_cycle_that_is_abandoned_has_no_end()
    {
        using var board = Board(heartbeats: 3);
        using var cancel = new CancellationTokenSource();
        var listener = new Listener(what =>
        {
            if (what == ActivationSteps.Claimed)
                cancel.CancelAsync();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(board, 1, listener, cancel.Token));
        Assert.DoesNotContain(CycleSteps.Verified, listener.Steps);
    }

    public void Dispose() => _board.Dispose();

    private static Task<CycleEnded> RunAsync(RealRackBoard board, int cycle, Listener listener, CancellationToken cancel = default) =>
        Task.Run(() => board.RunCycle(new CycleOrder(cycle, (ulong)cycle, [], Recheck: false), listener, cancel), CancellationToken.None)
            .WaitAsync(Bound, TestContext.Current.CancellationToken);

    private static void AssertPassed(CycleEnded end, Listener seen)
    {
        Assert.True(end.Outcome == CycleOutcome.Passed, $"{end.Reason} {end.Advice}\n{string.Join('\n', seen.Lines)}");
        // The fixture may see the claim before the board prints that it is activated.
        Assert.Equal(CycleSteps.All.Order(StringComparer.Ordinal), seen.Steps.Order(StringComparer.Ordinal));
        Assert.Equal(CycleSteps.FactoryReset, seen.Steps[0]);
        Assert.Equal([CycleSteps.Verified, CycleSteps.Unblessed], seen.Steps.TakeLast(2));
        Assert.InRange(end.Heartbeats!.Count, 2, 3);
        Assert.False(seen.WasCalledTwiceAtATime);
    }

    private void AssertLost(CycleEnded end)
    {
        Assert.Equal((CycleOutcome.Failed, CycleReason.BoardLost), (end.Outcome, end.Reason));
        Assert.Contains(_board.Port, end.Advice);
    }

    private RealRackBoard Board(int heartbeats = 1, byte[]? mac = null, PowerControl? power = null, string? nanoff = null)
    {
        var wifi = new WifiCredentials("factory-floor", "factory key");
        var rack = RackReader.Read(
            string.Create(CultureInfo.InvariantCulture, $$"""{ "name": "t", "boards": [{ "name": "r", "definition": "esp32-devkitc-v4", "port": "/dev/r" }], "plan": { "cycles": 2, "heartbeats": {{heartbeats}} } }"""),
            "rack.json");
        var activation = new RealActivationOptions
        {
            Board = InstalledFiles.Board("esp32-devkitc-v4"),
            Port = _board.Port,
            Host = IPAddress.Loopback,
            FirstPort = 0,
            FactorySecret = Secret,
            ProgrammedNetwork = new WifiCredentials("customer-home", "customer key"),
            Provision = gateway => new ProvisionRequest(gateway, Secret, wifi, Fresh: true),
            AlwaysProvision = true,
            Nanoff = new FileInfo(nanoff ?? _nanoff.File),
            Patience = TimeSpan.FromMinutes(1),
            Limits = new FlashLimits { Boot = TimeSpan.FromSeconds(20), Absence = TimeSpan.FromMilliseconds(300) },
        };
        var spec = rack.Boards[0] with { Port = _board.Port, Mac = mac, Power = power ?? new SerialPowerControl() };
        return new RealRackBoard(spec, rack, activation, _board, TimeProvider.System);
    }

    private sealed class Listener(Action<string>? heard = null) : ICycleListener
    {
        private int _inside;

        public List<string> Steps { get; } = [];

        public List<string> Lines { get; } = [];

        public List<string> Facts { get; } = [];

        public bool WasCalledTwiceAtATime { get; private set; }

        public void Step(TimeSpan at, string step, string detail) => Hear(Steps, step);

        public void Printed(TimeSpan at, string line) => Hear(Lines, line);

        public void Fact(TimeSpan at, FactoryEvent fact) => Hear(Facts, fact.Name);

        private void Hear(List<string> list, string what)
        {
            WasCalledTwiceAtATime |= Interlocked.Increment(ref _inside) != 1;
            list.Add(what);
            heard?.Invoke(what);
            Interlocked.Decrement(ref _inside);
        }
    }
}
