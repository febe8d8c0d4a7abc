using System.Text.Json.Nodes;
using AgentEmulator.Events;
using AgentEmulator.Fixture;
using Microsoft.Extensions.Time.Testing;

namespace AgentEmulator.Tests.Fixture;

/// <summary>The fixture's program by itself.</summary>
public sealed class FixtureStationTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Queue<string?> _boards = new();
    private readonly List<UnitResult> _results = [];

    [Fact]
    public void Trigger_is_held_off_until_its_time_is_over()
    {
        var station = Station("a", "b");
        Assert.Equal(TriggerOutcome.Begun, station.Trigger());
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(TriggerOutcome.HeldOff, station.Trigger());
        Assert.Equal(TimeSpan.FromSeconds(0.1), station.HoldOffLeft);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(TriggerOutcome.Begun, station.Trigger());
        Assert.Equal(("BLINKUP 2", "b"), (station.Screen.Top, station.Screen.Bottom));
    }

    [Fact]
    public void Without_a_board_nothing_is_begun_and_the_trigger_stays_free()
    {
        var station = Station(null, "a");
        Assert.Equal(TriggerOutcome.NoBoard, station.Trigger());
        Assert.Equal((0, FixtureLight.Red), (station.InProgress, station.Screen.Light));
        Assert.Equal(TriggerOutcome.Begun, station.Trigger());
    }

    [Fact]
    public void Results_belong_to_their_device_and_come_once()
    {
        var station = Station("5000000000000001", "5000000000000002");
        station.Trigger();
        _time.Advance(TimeSpan.FromSeconds(10));
        station.Trigger();
        Receive(station, "5000000000000002", FactoryEventNames.ClaimConfirmed, "http://agent/2");
        Receive(station, "5000000000000002", FactoryEventNames.ClaimConfirmed, "http://agent/2");
        Receive(station, "50000000000000ff", FactoryEventNames.ClaimConfirmed, "http://agent/x");
        Assert.Equal((2, true, "http://agent/2"), (_results.Single().Number, _results[0].Passed, _results[0].AgentUrl));
        Assert.Equal(("PASS 2", FixtureLight.Green), (station.Screen.Top, station.Screen.Light));
        Receive(station, "5000000000000001", FactoryEventNames.ClaimTimeout, null);
        Assert.Equal((1, false, FactoryEventNames.ClaimTimeout), (_results[1].Number, _results[1].Passed, _results[1].Problem));
        Assert.Equal(0, station.InProgress);
    }

    [Fact]
    public void A_unit_that_nothing_is_heard_of_fails_in_the_end()
    {
        var station = Station("a");
        station.Trigger();
        _time.Advance(FixtureStation.Patience);
        Assert.Equal("nothing was heard of it", Assert.Single(_results).Problem);
        _time.Advance(FixtureStation.Patience);
        Assert.Single(_results);
    }

    [Fact]
    public void A_board_that_is_configured_once_more_is_one_unit()
    {
        var station = Station("a", "a");
        station.Trigger();
        _time.Advance(TimeSpan.FromSeconds(20));
        station.Trigger();
        _time.Advance(FixtureStation.Patience - TimeSpan.FromSeconds(1));
        Assert.Empty(_results);
        Receive(station, "a", FactoryEventNames.ClaimConfirmed, "http://agent/a");
        Assert.Equal(2, Assert.Single(_results).Number);
    }

    [Fact]
    public void Screen_has_two_lines_of_sixteen_characters()
    {
        var screen = FixtureScreen.Of("a line that is too long", "ok");
        Assert.Equal(("a line that is t", "ok"), (screen.Top, screen.Bottom));
    }

    private static void Receive(FixtureStation station, string device, string result, string? url) =>
        station.Receive("activation.result", new JsonObject { ["device_id"] = device, ["result"] = result, ["agent_url"] = url });

    private FixtureStation Station(params string?[] boards)
    {
        foreach (var board in boards)
            _boards.Enqueue(board);
        var station = new FixtureStation(new Boards(_boards), _time, TimeSpan.FromSeconds(10));
        station.UnitEnded += _results.Add;
        return station;
    }

    private sealed class Boards(Queue<string?> boards) : IFactoryBlinkUp
    {
        public string? Begin() => boards.Dequeue();
    }
}
