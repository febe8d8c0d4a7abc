using System.CommandLine;
using System.Text.Json;
using AgentEmulator.Cli;
using AgentEmulator.Exploration.Storms;
using AgentEmulator.Tests.Exploration;

namespace AgentEmulator.Tests.Cli;

public sealed class ExplorationCommandTests
{
    [Fact]
    public async Task Explore_finds_a_bug_and_prints_a_command_that_finds_it_again()
    {
        var firmware = FirmwareWithBugs.PathOf(FirmwareWithBugs.TrustedLength);
        var (code, output, error) = await Emulator.RunAsync("explore", "--firmware", firmware, "--samples", "1", "--stop-at-first", "--json");
        Assert.Equal(1, code);
        Assert.Contains("VIOLATION no-crash", error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(output);
        var violation = json.RootElement.GetProperty("violations")[0];
        Assert.Equal("no-crash", violation.GetProperty("promise").GetString());
        Assert.Single(json.RootElement.GetProperty("trace_hash").EnumerateObject());
        foreach (var number in (string[])["runs", "states", "board_s", "wall_s"])
            Assert.True(json.RootElement.GetProperty(number).GetDouble() > 0, number);

        var again = await Emulator.RunAsync(Arguments(violation.GetProperty("replay").GetString()!));
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("VIOLATION no-crash", again.Output, StringComparison.Ordinal);
        Assert.Contains("power lost", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_finds_a_bug_and_prints_a_command_that_finds_it_again()
    {
        var firmware = FirmwareWithBugs.PathOf(FirmwareWithBugs.TrustedLength);
        var (code, output, _) = await Emulator.RunAsync(
            "simulate", "--firmware", firmware, "--boards", "2", "--seeds", "1..20", "--stop-at-first", "--json");
        Assert.Equal(1, code);
        using var json = JsonDocument.Parse(output);
        var violation = json.RootElement.GetProperty("violations")[0];
        var again = await Emulator.RunAsync([.. Arguments(violation.GetProperty("replay").GetString()!), "--json"]);
        Assert.Equal(1, again.ExitCode);
        using var second = JsonDocument.Parse(again.Output);
        var seed = violation.GetProperty("seed").GetUInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(violation.GetRawText(), second.RootElement.GetProperty("violations")[0].GetRawText());
        Assert.Equal(HashOf(json, seed), HashOf(second, seed));
    }

    [Theory]
    [InlineData("--cuts takes a whole number from 1 to 2.", "explore", "--cuts", "3")]
    [InlineData("--samples takes a whole number from 1 to 1000.", "explore", "--samples", "0")]
    [InlineData("is no place of a power cut", "explore", "--cut", "z9")]
    [InlineData("The activation ended before f100000.0", "explore", "--cut", "f100000")]
    [InlineData("--pairs and --skip go with --cuts 2", "explore", "--pairs", "3")]
    [InlineData("say which with --cut POINT", "explore", "--trace", "somewhere")]
    [InlineData("There is no firmware", "explore", "--firmware", "nowhere.dll")]
    [InlineData("There is no board", "simulate", "--board", "nothing")]
    [InlineData("is no range of seeds", "simulate", "--seeds", "9..1")]
    [InlineData("say which with --seeds N", "simulate", "--seeds", "1..2", "--trace", "somewhere")]
    [InlineData("There is no trace", "simulate", "--seeds", "1", "--against", "nowhere")]
    public async Task Wrong_arguments_are_told_with_the_remedy(string message, params string[] arguments)
    {
        // What becomes exit code 2, without a process for each.
        var parsed = CommandLine.Build().Parse(arguments);
        var told = parsed.Errors.Count > 0
            ? parsed.Errors[0].Message
            : (await Assert.ThrowsAsync<UsageException>(() => parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken))).Message;
        Assert.Contains(message, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_it_says_how_to_go_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a process cannot be sent Ctrl+C there");
        using var emulator = Emulator.Start("simulate", "--boards", "2", "--seeds", "5..100000");
        await emulator.LineAsync(line => line.Contains("in a storm", StringComparison.Ordinal));
        emulator.Interrupt();
        Assert.Equal(130, await emulator.ExitAsync());
        Assert.Contains("Go on with --seeds ", emulator.Output, StringComparison.Ordinal);
        Assert.Contains("..100000", emulator.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupted_in_the_second_runs_it_does_not_send_anyone_past_the_last_seed()
    {
        var options = new SimulateOptions { Lab = FirmwareWithBugs.Lab(boards: 1), FirstSeed = 4, LastSeed = 5, Verify = 2 };
        using var interrupted = new CancellationTokenSource();
        var simulator = new Simulator(options);
        simulator.Progressed += (_, done, all) =>
        {
            if (done == all)
                interrupted.Cancel();
        };
        var report = simulator.Run(interrupted.Token);
        Assert.True(report.IsInterrupted);
        Assert.Equal((2, 0), (report.Results.Count, report.Verified));
        Assert.Equal(
            "Interrupted while seeds were run a second time: all have ended once, 0 twice. The same command verifies from the beginning.",
            SimulateCommand.HowToGoOn(report));
        Assert.EndsWith("Go on with --seeds 5..5", SimulateCommand.HowToGoOn(report with { Results = [report.Results[0]] }), StringComparison.Ordinal);
        Assert.EndsWith("Go on with --seeds 4..5", SimulateCommand.HowToGoOn(report with { Results = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_interruption_stops_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a process cannot be sent Ctrl+C there");
        // One run of so many boards takes far longer than this test waits for it.
        using var emulator = Emulator.Start("simulate", "--boards", "1000", "--seeds", "1..2", "--jobs", "1");
        await emulator.LineAsync(line => line.Contains("in a storm", StringComparison.Ordinal));
        emulator.Interrupt();
        await emulator.LineAsync(line => line.StartsWith("Stopping: no further run begins", StringComparison.Ordinal));
        emulator.Interrupt();
        Assert.Equal(130, await emulator.ExitAsync());
        Assert.DoesNotContain("Interrupted", emulator.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_exploration_ends_its_runs_and_says_what_it_tried()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a process cannot be sent Ctrl+C there");
        using var emulator = Emulator.Start("explore", "--cuts", "2", "--samples", "100");
        await emulator.LineAsync(line => line.StartsWith("Power cuts in the activation", StringComparison.Ordinal));
        emulator.Interrupt();
        Assert.Equal(130, await emulator.ExitAsync());
        Assert.Contains("Interrupted: what is above is what was tried so far", emulator.Output, StringComparison.Ordinal);
    }

    private static string[] Arguments(string replay) => replay[(replay.IndexOf(" -- ", StringComparison.Ordinal) + 4)..].Split(' ');

    private static string? HashOf(JsonDocument json, string seed) => json.RootElement.GetProperty("trace_hash").GetProperty(seed).GetString();
}
