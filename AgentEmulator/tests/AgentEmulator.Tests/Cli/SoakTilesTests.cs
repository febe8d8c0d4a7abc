using AgentEmulator.Cli;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;
using AgentEmulator.Tests.Rack;
using Spectre.Console;

namespace AgentEmulator.Tests.Cli;

/// <summary>The terminal's view of a rack: what it draws for a state.</summary>
public sealed class SoakTilesTests
{
    [Fact]
    public void Each_board_is_a_tile_with_what_it_is_about()
    {
        var text = Draw(
            120, 30,
            RackEvents.Begun("good", "bad", "away", "[odd]"),
            RackEvents.CycleBegun("good", 1), RackEvents.Of("good", 1, new StepReached("blessed", 10, "")),
            RackEvents.Failed("bad", 1, "token-expired"),
            RackEvents.Of("bad", null, new BoardQuarantined(QuarantineReason.FailureRate, "1 of 1", 7_200_000)),
            RackEvents.Of("away", null, new BoardMissing("port-missing", "no port")));
        Assert.Contains("good 0✓ blessed", text);
        Assert.Contains("bad 0✓ 1✗ quarantined", text);
        Assert.Contains("failure-rate recheck 2 h 0 min", text);
        Assert.Contains("away 0✓ missing", text);
        Assert.Contains("port-missing", text);
        Assert.Contains("[odd] 0✓ waits", text);
        Assert.Contains("1 quarantined", text);
    }

    [Fact]
    public void Where_not_all_fit_those_that_need_a_look_come_first()
    {
        var names = Enumerable.Range(1, 64).Select(i => $"b{i:00}").ToArray();
        var text = Draw(70, 12, RackEvents.Begun(names), RackEvents.Failed("b64", 1, "no-heartbeat"));
        Assert.Contains("b64", text);
        Assert.Contains("boards more", text);
        Assert.True(text.Split('\n').Length <= 12, text);
    }

    private static string Draw(int width, int height, params NewRackEvent[] events)
    {
        var state = RunState.Empty;
        foreach (var e in events)
            state = state.Apply(new RackEvent(state.LastSequence + 1, DateTimeOffset.UnixEpoch, e.RackTime, e.Board, e.Cycle, e.Data));
        var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(written) });
        (console.Profile.Width, console.Profile.Height) = (width, height);
        console.Write(new SoakTiles(console, state).Draw(state));
        return written.ToString();
    }
}
