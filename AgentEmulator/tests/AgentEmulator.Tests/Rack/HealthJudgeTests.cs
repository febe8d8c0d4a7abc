using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Health;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Tests.Rack;

public sealed class HealthJudgeTests
{
    private readonly HealthPolicy _policy = new();

    [Theory]
    [InlineData(1, 20, 0.99, 0.006, 0.009)]
    [InlineData(6, 20, 0.99, 0.12, 0.14)]
    [InlineData(0, 50, 0.99, 0, 1e-9)]
    [InlineData(50, 50, 0.95, 0.94, 0.96)]
    public void Wilsons_bound_is_what_tables_say(int failures, int trials, double confidence, double low, double high) =>
        Assert.InRange(Wilson.LowerBound(failures, trials, confidence), low, high);

    [Fact]
    public void A_few_failures_among_many_cycles_are_no_reason() =>
        Assert.DoesNotContain(Run(60, cycle => Ended(cycle % 20 != 0)), e => e is BoardQuarantined);

    [Fact]
    public void Slower_and_slower_activations_are_told_and_in_the_end_quarantine()
    {
        var events = Run(80, cycle => Ended(true) with { ActivationMs = cycle <= 30 ? 10_000 : 16_000 });
        Assert.Equal(DegradedReason.ActivationSlow, events.OfType<BoardDegraded>().Single().Reason);
        var quarantined = events.OfType<BoardQuarantined>().First();
        Assert.Equal(QuarantineReason.Degraded, quarantined.Reason);
        Assert.Contains("16.0 s (median), its first 20 10.0 s", quarantined.Evidence);
    }

    [Fact]
    public void A_signal_that_comes_back_in_time_is_told_as_good_again()
    {
        var events = Run(60, cycle => Ended(true) with { Heartbeats = new HeartbeatFigures(3, 1, 1, 0, cycle is > 20 and < 35 ? -88 : -60) });
        Assert.Equal(DegradedReason.SignalWeak, events.OfType<BoardDegraded>().Single().Reason);
        Assert.Equal(DegradedReason.SignalWeak, events.OfType<BoardRecovered>().Single().Reason);
        Assert.DoesNotContain(events, e => e is BoardQuarantined);
    }

    [Fact]
    public void A_board_whose_signal_stays_weak_is_not_released_for_passing()
    {
        var events = Run(80, _ => Ended(true) with { Heartbeats = new HeartbeatFigures(3, 1, 1, 0, -84) });
        Assert.Equal(QuarantineReason.Degraded, events.OfType<BoardQuarantined>().Single().Reason);
        Assert.DoesNotContain(events, e => e is BoardReleased);
        Assert.Contains("passed, but its signal was -84 dBm", events.OfType<BoardRechecked>().First().Detail);
    }

    [Fact]
    public void Lost_memory_is_told_with_its_rate()
    {
        var events = Run(15, _ => Ended(true) with { Heartbeats = new HeartbeatFigures(3, 90_000, 80_000, -100_000, -60) });
        Assert.Contains("100000 bytes of heap an hour", events.OfType<BoardDegraded>().Single(e => e.Reason == DegradedReason.HeapFalling).Evidence);
    }

    [Fact]
    public void Flash_near_its_end_is_told_and_at_its_end_quarantined_for_good()
    {
        var events = Run(40, cycle => Ended(true) with { Flash = new FlashFigures(0, 960, 2500 * cycle, 10, _policy.FlashEndurance, 960, [2500 * cycle]) });
        Assert.Equal(DegradedReason.FlashWorn, events.OfType<BoardDegraded>().Single().Reason);
        Assert.Contains("worn out", events.OfType<BoardQuarantined>().Single().Evidence);
        Assert.DoesNotContain(events, e => e is BoardReleased);
    }

    [Fact]
    public void A_board_that_returns_to_quarantine_is_rechecked_ever_more_rarely()
    {
        // Fails, recovers for long enough to be released, fails again.
        var events = Run(200, cycle => Ended(cycle % 20 >= 8));
        var waits = events.OfType<BoardQuarantined>().Select((e, i) => e.RecheckAtMs!.Value - QuarantinedAt[i]).ToList();
        Assert.True(waits.Count >= 6, $"{waits.Count} quarantines");
        var recheck = (long)_policy.Recheck.TotalMilliseconds;
        Assert.Equal([recheck, 2 * recheck, 4 * recheck, 8 * recheck, 16 * recheck, 16 * recheck], waits.Take(6));
    }

    private List<long> QuarantinedAt { get; } = [];

    /// <summary>Cycles one second apart, judged after each as the engine does.</summary>
    private List<RackEventData> Run(int cycles, Func<int, CycleEnded> end)
    {
        var judge = new HealthJudge(_policy);
        var board = new BoardState { Board = new RunBoard("b", "esp32-devkitc-v4", true, null, null, null) };
        var decided = new List<RackEventData>();
        for (var cycle = 1; cycle <= cycles; cycle++)
        {
            var now = TimeSpan.FromSeconds(cycle);
            board = BoardFold.Apply(board, new RackEvent(0, default, now, "b", cycle, end(cycle)), null);
            foreach (var data in judge.AfterCycle(board, now))
            {
                decided.Add(data);
                if (data is BoardQuarantined)
                    QuarantinedAt.Add((long)now.TotalMilliseconds);
                board = BoardFold.Apply(board, new RackEvent(0, default, now, "b", null, data), null);
            }
        }

        return decided;
    }

    private static CycleEnded Ended(bool passed) => new()
    {
        Outcome = passed ? CycleOutcome.Passed : CycleOutcome.Failed,
        Reason = passed ? null : "no-heartbeat",
        Seed = 1,
        Faults = [],
        Recheck = false,
        BoardMs = 20_000,
        ActivationMs = 10_000,
    };
}
