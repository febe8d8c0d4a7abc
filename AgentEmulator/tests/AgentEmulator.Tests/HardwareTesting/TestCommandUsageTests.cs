using System.Text.Json;
using AgentEmulator.Tests.Cli;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.HardwareTesting;

public sealed class TestCommandUsageTests
{
    [Theory]
    [InlineData("--port P", "test")]
    [InlineData("--port P", "test", "--json")]
    [InlineData("--baud is for real boards", "test", "--baud", "115200", "x.dll")]
    [InlineData("--no-deploy is for real boards", "test", "--no-deploy")]
    [InlineData("--watchdog is for virtual boards", "test", "--port", "P", "--watchdog", "5")]
    [InlineData("does not exist", "test", "nowhere/NFUnitTest.dll")]
    [InlineData("--silence", "test", "--port", "P", "--silence", "0")]
    [InlineData("--timeout", "test", "--port", "P", "--timeout", "soon")]
    [InlineData("--baud", "test", "--port", "P", "--baud", "-1")]
    [InlineData("esp32-devkitc-v4", "test", "--port", "P", "--board", "esp9000")]
    [InlineData("0x1E0000", "test", "--port", "P", "--address", "1E0000")]
    [InlineData("0x1E0000", "test", "--port", "P", "--address", "0x1E0001")]
    public async Task Wrong_arguments_are_usage_errors_that_say_what_would_be_right(string hint, params string[] arguments)
    {
        var (code, output, error) = await Emulator.RunAsync(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(hint, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_not_there_is_an_environment_failure()
    {
        var (code, _, error) = await Emulator.RunAsync("test", "--port", "/dev/no-such-port", "--no-deploy");
        Assert.Equal(3, code);
        Assert.Contains("/dev/no-such-port", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_port_is_an_environment_failure()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Ports are no files there.");
        var file = Path.Combine(TestFolders.Create("port-").FullName, "port");
        await File.WriteAllTextAsync(file, "");
        var (code, _, error) = await Emulator.RunAsync("test", "--port", file, "--no-deploy");
        Assert.Equal(3, code);
        Assert.Contains("cannot be opened", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_known_before_the_tests_run()
    {
        var (code, output, error) = await Emulator.RunAsync("test", "--port", "P", "--junit", Path.Combine(SampleTests.Assembly, "junit.xml"));
        Assert.Equal((3, ""), (code, output));
        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_teaches_what_to_type_and_what_exit_codes_mean()
    {
        var (code, output, _) = await Emulator.RunAsync("test", "--help");
        Assert.Equal(0, code);
        foreach (var part in new[] { "--port", "--no-deploy", "--nanoff", "--junit", "PATH", "Exit codes", "130", "test --port /dev/ttyUSB0" })
            Assert.Contains(part, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Some_tests_of_an_assembly_run_on_another_board_and_are_written_down()
    {
        var junit = Path.Combine(TestFolders.Create("junit-").FullName, "report.xml");
        var (code, output, error) = await Emulator.RunAsync(
            "test", SampleTests.Assembly, "--filter", "*.OutcomeTests.Passes*", "--board", "esp32-c3-devkitm-1", "--seed", "5", "--nano", "2", "--watchdog", "5", "--junit", junit);
        Assert.True(code == 0, error);
        Assert.Contains("esp32-c3-devkitm-1 (seed 5)", output, StringComparison.Ordinal);
        Assert.EndsWith("2 passed, 0 failed, 0 skipped", output.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("<testsuites name=\"NFUnitTest\" tests=\"2\" failures=\"0\"", await File.ReadAllTextAsync(junit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assembly_without_tests_proves_nothing_and_is_told_what_a_test_is()
    {
        var (code, output, _) = await Emulator.RunAsync("test", Path.Combine(AppContext.BaseDirectory, "sample-programs", "Files", "Files.dll"));
        Assert.Equal(1, code);
        Assert.Contains("has no tests: a test is a public method with [TestMethod]", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_port_the_tests_of_an_assembly_run_on_virtual_boards()
    {
        var (code, output, error) = await Emulator.RunAsync("test", SampleTests.Assembly, "--json");
        Assert.Equal(1, code);
        using var json = JsonDocument.Parse(output);
        var tests = json.RootElement.GetProperty("tests").EnumerateArray().ToDictionary(t => t.GetProperty("name").GetString()!);
        Assert.Equal("passed", tests["SampleTests.OutcomeTests.Passes"].GetProperty("outcome").GetString());
        Assert.Equal("skipped", tests["SampleTests.OutcomeTests.Skips"].GetProperty("outcome").GetString());
        var failed = tests["SampleTests.OutcomeTests.Fails"];
        Assert.Equal("failed", failed.GetProperty("outcome").GetString());
        Assert.EndsWith("OutcomeTests.cs", failed.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Contains("SampleTests.OutcomeTests.Fails", error, StringComparison.Ordinal);
        // A test that could not run is told once.
        Assert.Equal(2, error.Split("SampleTests.FailingSetupTests.Is_not_run").Length);
    }
}
