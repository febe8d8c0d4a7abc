using VirtualBoard.Testing.Tests.Support;

namespace VirtualBoard.Testing.Tests;

/// <summary>The options of a test program.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _results = new();

    private TestProgram Samples => new("SampleTests.Virtual", _results.Path);

    public void Dispose() => _results.Dispose();

    [Fact]
    public async Task Lists_every_test_without_running_any()
    {
        var run = await Samples.RunAsync("--list-tests");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("found 29 test(s)", run.Output, StringComparison.Ordinal);
        Assert.Contains("SampleTests.DataRowTests.Adds(-1, 1, 0)", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/NFUnitTest/SampleTests/OutcomeTests/Passes*", 2)]
    [InlineData("/*/*/DataRowTests/Takes_null", 1)]
    [InlineData("/*/*/SecondBoardTests/*", 1)]
    public async Task Runs_what_a_tree_filter_selects(string filter, int tests)
    {
        var run = await Samples.RunAsync("--treenode-filter", filter);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"total: {tests}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_what_a_list_of_uids_selects()
    {
        var run = await Samples.RunAsync(
            "--filter-uid", "SampleTests.OutcomeTests.Passes", "SampleTests.DataRowTests.Adds.1");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("total: 2", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_that_selects_nothing_is_an_error()
    {
        var run = await Samples.RunAsync("--treenode-filter", "/*/*/Nobody/*");
        Assert.Equal(8, run.ExitCode);
    }

    [Fact]
    public async Task Unknown_board_is_an_error_that_lists_the_boards()
    {
        var run = await Samples.RunAsync("--board", "esp8266");
        Assert.Equal(5, run.ExitCode);
        Assert.Contains("--board: There is no board 'esp8266'. Boards: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("esp32-devkitc-v4", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NF_BOARD", "esp8266", "NF_BOARD: There is no board 'esp8266'.")]
    [InlineData("NF_SEED", "-1", "NF_SEED: '-1' is not a whole number")]
    [InlineData("NF_BOARD_MINUTES", "0", "NF_BOARD_MINUTES: '0' is not a number of minutes above 0")]
    public async Task Environment_variables_are_checked_as_options_are(string variable, string value, string message)
    {
        var run = await Samples.RunAsync(new Dictionary<string, string> { [variable] = value });
        Assert.Equal(5, run.ExitCode);
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Option_wins_over_environment_variable()
    {
        var environment = new Dictionary<string, string> { ["NF_BOARD"] = "esp8266", ["NF_SEED"] = "7" };
        var run = await Samples.RunAsync(environment, "--board", "esp32-devkitc-v4", "--treenode-filter", "/*/*/LifecycleTests/*");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--board esp32-devkitc-v4 --seed 7", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limit_of_board_time_can_be_set()
    {
        var run = await Samples.RunAsync("--board-minutes", "0.1", "--treenode-filter", "/*/*/StuckTests/Takes_ten*");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("The test did not end within 6 s of board time.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_after_the_maximum_of_failed_tests()
    {
        var run = await Samples.RunAsync("--maximum-failed-tests", "1");
        Assert.Equal(13, run.ExitCode);
    }

    [Fact]
    public async Task Refused_firmware_is_one_error_that_names_the_offence()
    {
        var run = await new TestProgram("RefusedTests.Virtual", _results.Path).RunAsync();
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("total: 1", run.Output, StringComparison.Ordinal);
        Assert.Contains("RefusedTests.ProxyTests.Is_no_proxy()", run.Output, StringComparison.Ordinal);
        Assert.Contains("ProxyTests.cs:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Default_name_of_a_junit_report_is_the_programs()
    {
        var run = await Samples.RunAsync("--report-junit", "--treenode-filter", "/*/*/SecondBoardTests/*");
        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(_results.File("SampleTests.Virtual.junit.xml")));
    }
}
