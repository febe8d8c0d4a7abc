using VirtualBoard.Testing.Tests.Support;

namespace VirtualBoard.Testing.Tests;

/// <summary>What the sample tests come to: guests/SampleTests says in each test what it is for.</summary>
public sealed class OutcomeTests(SampleRun run) : IClassFixture<SampleRun>
{
    private const string Outcomes = "SampleTests.OutcomeTests.";
    private const string Stuck = "SampleTests.StuckTests.";

    [Fact]
    public void Exit_code_is_2_when_tests_failed() => Assert.Equal(2, run.Run.ExitCode);

    [Fact]
    public void Summary_counts_every_test()
    {
        Assert.Contains("total: 30", run.Run.Output, StringComparison.Ordinal);
        Assert.Contains("failed: 9", run.Run.Output, StringComparison.Ordinal);
        Assert.Contains("succeeded: 19", run.Run.Output, StringComparison.Ordinal);
        Assert.Contains("skipped: 2", run.Run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Passes")]
    [InlineData("Passes_as_static")]
    [InlineData("Has_no_instance")]
    public void Passing_tests_pass(string name) => Assert.Equal("Passed", run.Outcome(Outcomes + name));

    [Fact]
    public void Board_console_is_the_output_of_the_test() =>
        Assert.Contains("said on the board", run.StandardOutput(Outcomes + "Passes"), StringComparison.Ordinal);

    [Fact]
    public void Failed_assertion_has_message_file_and_line()
    {
        Assert.Equal("Failed", run.Outcome(Outcomes + "Fails"));
        Assert.Contains("Expected:<5>. Actual:<4>. arithmetic", run.Message(Outcomes + "Fails"), StringComparison.Ordinal);
        AssertFirstFrame("at SampleTests.OutcomeTests.Fails()", "OutcomeTests.cs", run.Stack(Outcomes + "Fails"));
        Assert.Equal("before the failure", run.StandardOutput(Outcomes + "Fails").Trim());
    }

    [Fact]
    public void Exception_has_type_message_and_every_firmware_frame()
    {
        Assert.Contains(
            "System.InvalidOperationException: at the bottom", run.Message(Outcomes + "Throws"), StringComparison.Ordinal);
        var frames = run.Stack(Outcomes + "Throws").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, frames.Length);
        AssertFirstFrame("at SampleTests.OutcomeTests.Thrower.Throw(Int32 depth)", "OutcomeTests.cs", frames[0]);
        AssertFirstFrame("at SampleTests.OutcomeTests.Throws()", "OutcomeTests.cs", frames[4]);
    }

    [Fact]
    public void Failure_names_the_command_that_repeats_it() => Assert.Contains(
        "--board esp32-devkitc-v4 --seed 1 --treenode-filter \"/NFUnitTest/SampleTests/OutcomeTests/*\"",
        run.Message(Outcomes + "Fails"),
        StringComparison.Ordinal);

    [Fact]
    public void Skipped_test_is_not_executed() => Assert.Equal("NotExecuted", run.Outcome(Outcomes + "Skips"));

    [Fact]
    public void Methods_that_are_no_tests_are_left_out()
    {
        Assert.DoesNotContain("Is_no_test", run.JUnitText, StringComparison.Ordinal);
        Assert.DoesNotContain("Is_private", run.JUnitText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Adds(1, 2, 3)", "Passed")]
    [InlineData("Adds(-1, 1, 0)", "Passed")]
    [InlineData("Adds(2, 2, 5)", "Failed")]
    [InlineData("Takes_text(\"a \\\"b\\\"\\n\", 'x', true)", "Passed")]
    [InlineData("Takes_null(null)", "Passed")]
    [InlineData("Takes_other_numbers(7, 8)", "Passed")]
    [InlineData("Takes_an_enumeration(1)", "Passed")]
    [InlineData("Takes_an_array([1, 2], \"x\")", "Passed")]
    [InlineData("Does_not_fit(300)", "Failed")]
    public void Data_rows_are_tests_of_their_own(string name, string outcome) =>
        Assert.Equal(outcome, run.Outcome("SampleTests.DataRowTests." + name));

    [Fact]
    public void Argument_that_does_not_fit_is_named() => Assert.Contains(
        "The argument 300 of a data row does not fit the parameter System.Byte narrow.",
        run.Message("SampleTests.DataRowTests.Does_not_fit(300)"),
        StringComparison.Ordinal);

    [Fact]
    public void Setup_runs_once_and_tests_of_a_class_share_a_board()
    {
        Assert.Equal("Passed", run.Outcome("SampleTests.LifecycleTests.First"));
        Assert.Equal("Passed", run.Outcome("SampleTests.LifecycleTests.Second"));
    }

    [Fact]
    public void Failed_cleanup_is_a_failure_of_its_own()
    {
        const string Cleanup = "SampleTests.LifecycleTests.Cleanup";
        Assert.Equal("Failed", run.Outcome(Cleanup));
        Assert.Contains("cleanup after 2 tests", run.Message(Cleanup), StringComparison.Ordinal);
        AssertFirstFrame("at " + Cleanup + "()", "LifecycleTests.cs", run.Stack(Cleanup));
    }

    [Fact]
    public void Failed_setup_fails_its_tests_without_running_them()
    {
        const string Test = "SampleTests.FailingSetupTests.Is_not_run";
        Assert.Contains("The setup Setup failed: System.InvalidOperationException: no power supply", run.Message(Test), StringComparison.Ordinal);
        AssertFirstFrame("at SampleTests.FailingSetupTests.Setup()", "LifecycleTests.cs", run.Stack(Test));
        Assert.DoesNotContain("it ran", run.StandardOutput(Test), StringComparison.Ordinal);
    }

    [Fact]
    public void Skipping_setup_skips_its_tests() =>
        Assert.Equal("NotExecuted", run.Outcome("SampleTests.SkippingSetupTests.Is_skipped"));

    [Fact]
    public void Hung_test_fails_and_shows_where_each_thread_waits()
    {
        var message = run.Message(Stuck + "Hangs");
        Assert.Contains("The test did not end within 10 min of board time.", message, StringComparison.Ordinal);
        Assert.Contains("System.Threading.WaitHandle.WaitOne()", run.Stack(Stuck + "Hangs"), StringComparison.Ordinal);
        Assert.Matches(@"SampleTests\.StuckTests\.Hangs\(\) in .*LifecycleTests\.cs:line \d+", run.Stack(Stuck + "Hangs"));
        Assert.Matches(@"Thread \S+ waits:\s+at System\.Threading\.Thread\.Sleep\(Int32 millisecondsTimeout\)\s+at SampleTests\.StuckTests", message);
    }

    [Fact]
    public void Reset_during_a_test_fails_it()
    {
        Assert.Contains("The test ended early: the board was reset (Software).", run.Message(Stuck + "Resets"), StringComparison.Ordinal);
        Assert.Matches(@"SampleTests\.StuckTests\.Resets\(\) in .*LifecycleTests\.cs:line \d+", run.Stack(Stuck + "Resets"));
    }

    [Fact]
    public void Class_goes_on_after_them_on_a_fresh_boot() =>
        Assert.Equal("Passed", run.Outcome(Stuck + "Runs_after_them_on_a_fresh_boot"));

    [Fact]
    public void Durations_are_board_time()
    {
        var duration = (string)run.TrxResult(Stuck + "Takes_ten_seconds_of_board_time").Attribute("duration")!;
        Assert.StartsWith("00:00:10", duration, StringComparison.Ordinal);
    }

    [Fact]
    public void Hung_setup_fails_the_tests_of_its_class() => Assert.Contains(
        "The setup Setup did not end within 10 min", run.Message("SampleTests.StuckSetupTests.Is_not_run"), StringComparison.Ordinal);

    [Theory]
    [InlineData("FirstBoardTests.Has_a_fresh_volume")]
    [InlineData("SecondBoardTests.Has_a_fresh_volume")]
    [InlineData("FirstBoardTests.Hears_the_test_networks")]
    public void Each_class_has_a_board_of_its_own_in_the_test_air(string name) =>
        Assert.Equal("Passed", run.Outcome("SampleTests." + name));

    private static void AssertFirstFrame(string frame, string file, string stack)
    {
        var first = stack.Split('\n')[0].Trim();
        Assert.StartsWith(frame + " in ", first, StringComparison.Ordinal);
        Assert.Matches(file.Replace(".", "\\.", StringComparison.Ordinal) + @":line \d+$", first);
        var path = first[(first.IndexOf(" in ", StringComparison.Ordinal) + 4)..first.LastIndexOf(":line", StringComparison.Ordinal)];
        Assert.True(File.Exists(path), path);
    }
}
