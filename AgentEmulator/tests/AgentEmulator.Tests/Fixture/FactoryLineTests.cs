using AgentEmulator.Activation;
using AgentEmulator.Fixture;
using AgentEmulator.Tests.Activation;

namespace AgentEmulator.Tests.Fixture;

/// <summary>A line in a simulated lab: the station, its agents, and compiled firmware on every board.</summary>
public sealed class FactoryLineTests
{
    [Fact]
    public void Boards_that_overlap_each_get_their_own_result()
    {
        using var bench = new Bench(new LineOptions { HoldOff = TimeSpan.FromSeconds(2) });
        bench.Press(5);
        Assert.True(bench.Line.Station.InProgress > 1);
        bench.Finish();
        Assert.Equal(5, bench.Results.Count);
        foreach (var unit in bench.Results)
        {
            Assert.True(unit.Passed, $"{unit}");
            Assert.Equal(unit.AgentUrl, bench.Line.TrackerOf(unit.DeviceId).AgentUrl);
            Assert.Equal(unit.DeviceId, bench.Line.Services.Cloud.FindDevice(unit.DeviceId)!.Id);
        }

        Assert.Equal([1, 2, 3, 4, 5], bench.Results.Select(unit => unit.Number).Order());
        Assert.Equal(5, bench.Results.Select(unit => unit.AgentUrl).Distinct().Count());
    }

    [Theory]
    [InlineData(Fault.WrongWifi, FailureReason.WifiCredentialsRefused)]
    [InlineData(Fault.NoWifi, FailureReason.WifiNotFound)]
    public void A_unit_that_fails_is_shown_with_what_its_console_says(string fault, string reason)
    {
        using var bench = new Bench(new LineOptions { Activation = new ActivationOptions { Faults = new HashSet<string> { fault } } });
        bench.Press(1);
        bench.Finish();
        Assert.False(Assert.Single(bench.Results).Passed);
        Assert.Equal(reason, bench.Line.TrackerOf(bench.Results[0].DeviceId).Failure!.Reason);
        Assert.Equal(("FAIL 1", FixtureLight.Red), (bench.Line.Station.Screen.Top, bench.Line.Station.Screen.Light));
    }

    [Fact]
    public void Agents_that_are_moved_in_the_middle_lose_no_unit()
    {
        using var bench = new Bench(new LineOptions { Activation = new ActivationOptions { Faults = new HashSet<string> { Fault.AgentMigration } } });
        bench.Press(2);
        bench.Finish();
        Assert.All(bench.Results, unit => Assert.True(unit.Passed, $"{unit}"));
        Assert.Equal(2, bench.Results.Count);
    }

    [Fact]
    public void A_line_is_a_function_of_its_seed()
    {
        Assert.Equal(Trace(), Trace());

        static List<UnitResult> Trace()
        {
            using var bench = new Bench(new LineOptions());
            bench.Press(3);
            bench.Finish();
            return bench.Results;
        }
    }

    private sealed class Bench : IDisposable
    {
        public Bench(LineOptions options)
        {
            Line = FactoryLine.Simulated(options, SimulatedActivation.Careful);
            Line.Station.UnitEnded += Results.Add;
        }

        public FactoryLine Line { get; }

        public List<UnitResult> Results { get; } = [];

        public void Press(int times)
        {
            for (var i = 0; i < times; i++)
            {
                Line.Lab.RunFor(Line.Station.HoldOffLeft);
                Assert.Equal(TriggerOutcome.Begun, Line.Station.Trigger());
                Assert.Equal(TriggerOutcome.HeldOff, Line.Station.Trigger());
            }
        }

        public void Finish() => Assert.True(Line.Lab.RunUntil(() => Line.Station.InProgress == 0, TimeSpan.FromMinutes(10)));

        public void Dispose() => Line.Dispose();
    }
}
