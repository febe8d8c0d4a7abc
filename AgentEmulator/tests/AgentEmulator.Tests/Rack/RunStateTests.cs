using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Tests.Rack;

public sealed class RunStateTests
{
    [Fact]
    public void Cycles_count_by_outcome_and_an_abandoned_one_for_nothing()
    {
        var state = Fold(
            RackEvents.Begun("a", "b"),
            RackEvents.CycleBegun("a", 1), RackEvents.Passed("a", 1),
            RackEvents.CycleBegun("a", 2), RackEvents.Abandoned("a", 2),
            RackEvents.CycleBegun("a", 2), RackEvents.Failed("a", 2, "no-heartbeat"),
            RackEvents.CycleBegun("b", 1));
        Assert.Equal((2, 1, 1), (state.Cycles, state.Passed, state.Failed));
        var a = state.ByName["a"];
        Assert.Equal((1, 1, 1, 2, 1), (a.Passed, a.Failed, a.Abandoned, a.LastCycle, a.ConsecutiveFailures));
        Assert.Equal("no-heartbeat", a.LastFailure!.End.Reason);
        Assert.Equal(1, a.Reasons["no-heartbeat"]);
        Assert.Equal([BoardStatus.Waiting, BoardStatus.Running], state.Boards.Select(b => b.Status));
        Assert.Equal(TimeSpan.FromSeconds(40), state.BoardTime);
    }

    [Fact]
    public void Quarantine_rechecks_and_release_are_followed()
    {
        var state = Fold(
            RackEvents.Begun("a"),
            RackEvents.Failed("a", 1, "token-expired"),
            RackEvents.Of("a", null, new BoardQuarantined(QuarantineReason.FailureRate, "1 of 1 failed", 60_000)),
            RackEvents.Of("a", null, new BoardRechecked(true, "cycle 2 passed", 120_000)));
        var quarantine = state.ByName["a"].Quarantine!;
        Assert.Equal((1, 1, TimeSpan.FromMinutes(2)), (quarantine.Rechecks, quarantine.PassedInARow, quarantine.RecheckAt));
        Assert.Equal((1, BoardStatus.Quarantined), (state.Quarantined, state.ByName["a"].Status));

        state = Fold(state, RackEvents.Of("a", null, new BoardReleased("3 rechecks passed")));
        Assert.Equal((0, 1, 0), (state.Quarantined, state.ByName["a"].Quarantines, state.ByName["a"].ConsecutiveFailures));
        Assert.Equal(1, state.ByName["a"].Failed);
    }

    [Fact]
    public void Time_between_a_killed_process_and_the_next_is_not_working_time()
    {
        var at = DateTimeOffset.UnixEpoch;
        var state = RunState.Empty
            .Apply(new RackEvent(1, at, TimeSpan.Zero, null, null, RackEvents.Begun("a").Data))
            .Apply(new RackEvent(2, at.AddSeconds(5), TimeSpan.FromSeconds(5), "a", 1, RackEvents.CycleBegun("a", 1).Data))
            .Apply(new RackEvent(3, at.AddHours(9), TimeSpan.FromSeconds(5), null, null, new RunResumed("1.0.0")))
            .Apply(new RackEvent(4, at.AddHours(9).AddSeconds(2), TimeSpan.FromSeconds(7), "a", 1, RackEvents.Passed("a", 1).Data));
        Assert.Equal(TimeSpan.FromSeconds(7), state.WallTime);
        Assert.Equal((1, RunStatus.Running), (state.Resumptions, state.Status));
        Assert.Throws<ArgumentException>(() => state.Apply(new RackEvent(6, at, TimeSpan.Zero, null, null, new RunResumed("1.0.0"))));
    }

    [Fact]
    public void Every_kind_survives_the_way_through_the_journal()
    {
        RackEventData[] all =
        [
            RackEvents.Begun("a").Data, new RunInterrupted("Ctrl+C"), new RunResumed("1"), new RunEnded("plan-finished", 5),
            RackEvents.CycleBegun("a", 1).Data, new StepReached("blessed", 10, "detail"), RackEvents.Passed("a", 1).Data,
            new BoardMissing("port-missing", "d"), new BoardFound("d"), new BoardDegraded("signal-weak", "e"), new BoardRecovered("signal-weak"),
            new BoardQuarantined("missing", "e", null), new BoardRechecked(false, "d", 9), new BoardReleased("r"),
        ];
        Assert.Equal(all.Length, typeof(RackEventKinds).GetFields().Length);
        foreach (var data in all)
        {
            var json = RackEventJson.Write(data);
            Assert.Equal(json, RackEventJson.Write(RackEventJson.Read(data.Kind, json)));
            Assert.DoesNotContain("\"kind\"", json);
        }
    }

    private static RunState Fold(params NewRackEvent[] events) => Fold(RunState.Empty, events);

    private static RunState Fold(RunState state, params NewRackEvent[] events)
    {
        foreach (var e in events)
            state = state.Apply(new RackEvent(state.LastSequence + 1, DateTimeOffset.UnixEpoch, e.RackTime, e.Board, e.Cycle, e.Data));
        return state;
    }
}
