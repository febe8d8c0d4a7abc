using System.CommandLine;
using System.Text.Json;
using AgentEmulator.Cli;
using AgentEmulator.Tests.Cli;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Running;

/// <summary>The sample programs as users run them, and what users get wrong.</summary>
public sealed class RunCommandTests
{
    public static TheoryData<string, string[], string[]> Programs => new()
    {
        {
            "ThreadsAndTimers", [],
            ["20 jobs done", "workers have ended", "heartbeat ticked", "slow callback ran a few times in ten periods", "the others live", "took less than ten seconds"]
        },
        { "Files", ["--nano", "2"], ["now.txt has 200 bytes", "move onto a file that is there: refused", "start 1", "gone"] },
        { "Sockets", ["--seed", "7"], ["echo: one", "echo: two", "nobody listens: 10054", "no answer: 10060", "datagram from 127.0.0.1", "done"] },
        {
            "Http", ["--board", "esp32-c3-devkitm-1"],
            ["POST /echo: 200 {\"reading\":21}", "GET /unavailable: 503", "GET /reset: no answer", "GET /never: no answer", "own page: 200 GET /led?on=1"]
        },
        { "Wifi", ["--for", "120"], ["scanned", "found nf-test, 3 bars", "nf-test-absent: not there", "nf-test: refused", "nf-test: joined", "address from DHCP"] },
        {
            "Gpio", ["--for", "5", "--pin", "0=low@2", "--pin", "0=open@2.3", "--pin", "0=low@3", "--pin", "0=high@3.3"],
            ["button is up", "press the button", "press 1, LED is on", "press 2, LED is off"]
        },
    };

    [Theory, MemberData(nameof(Programs))]
    public async Task A_sample_program_runs_with_its_console_on_stdout(string program, string[] options, string[] lines)
    {
        var (code, output, error) = await Emulator.RunAsync(["run", SamplePrograms.PathOf(program), "--simulate", .. options]);

        Assert.Equal((0, ""), (code, string.Join('\n', lines.Except(output.Split('\n')))));
        Assert.Contains("-- boot 1: PowerOn", error, StringComparison.Ordinal);
        Assert.DoesNotContain("unhandled", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_program_that_reboots_is_followed_to_its_end_and_told_as_one_object()
    {
        string[] arguments = ["run", SamplePrograms.PathOf("Reboots"), "--simulate", "--json", "--board", "wt32-eth01", "--seed", "9"];
        var (code, output, error) = await Emulator.RunAsync(arguments);
        var again = await Emulator.RunAsync(arguments);

        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        var run = json.RootElement;
        Assert.Equal(("wt32-eth01", 9, "ended", 3), (run.GetProperty("board").GetString(), run.GetProperty("seed").GetInt32(), run.GetProperty("end").GetString(), run.GetProperty("boots").GetInt32()));
        Assert.Equal(["Software", "DeepSleep"], run.GetProperty("resets").EnumerateArray().Select(r => r.GetString()));
        Assert.Equal("done", run.GetProperty("console").EnumerateArray().Last().GetString());
        Assert.InRange(run.GetProperty("board_s").GetDouble(), 3600, 3610);
        Assert.Contains("boot 3, woken by the timer", error, StringComparison.Ordinal);
        using var second = JsonDocument.Parse(again.Output);
        Assert.Equal(run.GetProperty("board_s").GetRawText(), second.RootElement.GetProperty("board_s").GetRawText());
    }

    [Fact]
    public async Task A_simulation_in_which_nothing_more_can_happen_ends()
    {
        var (code, output, error) = await Emulator.RunAsync("run", SamplePrograms.PathOf("Gpio"), "--simulate");

        Assert.Equal((0, "button is up\npress the button\n"), (code, output));
        Assert.Matches("-- nothing more happens: every thread waits for what does not come, after (0|1)\\.[0-9]* s board time", error);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_program_that_waits_for_ever()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a process cannot be sent Ctrl+C there");
        using var emulator = Emulator.Start("run", SamplePrograms.PathOf("Gpio"));
        await emulator.LineAsync(line => line == "press the button");
        emulator.Interrupt();
        Assert.Equal(130, await emulator.ExitAsync());
        Assert.Contains("-- interrupted after", emulator.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Required argument 'PATH'")]
    [InlineData("nowhere.dll does not exist. Build the firmware, or check the path.", "nowhere.dll")]
    [InlineData("is a folder. Give the dll", "sample-programs")]
    [InlineData("is not a .NET assembly", "sample-programs/Files/Files.pdb")]
    [InlineData("was compiled against .NET", "AgentEmulator.dll")]
    [InlineData("so it is no firmware", "sample-programs/Files/mscorlib.dll")]
    [InlineData("has no Main", "sample-tests/NFUnitTest.dll")]
    [InlineData("There is no board \"esp9000\". Boards: esp-wrover-kit", "sample-programs/Files/Files.dll", "--board", "esp9000")]
    [InlineData("--nano takes 1 or 2.", "sample-programs/Files/Files.dll", "--nano", "3")]
    [InlineData("--seed", "sample-programs/Files/Files.dll", "--seed", "many")]
    [InlineData("--for takes a number above 0.", "sample-programs/Files/Files.dll", "--for", "0")]
    [InlineData("--watchdog takes a number of seconds", "sample-programs/Files/Files.dll", "--watchdog", "-1")]
    [InlineData("Give one of them", "sample-programs/Files/Files.dll", "--simulate", "--speed", "2")]
    [InlineData("write PIN=high|low|open[@SECONDS]", "sample-programs/Files/Files.dll", "--pin", "led on")]
    [InlineData("has no GPIO99", "sample-programs/Files/Files.dll", "--pin", "99=low")]
    [InlineData("a password has 8 to 63 characters", "sample-programs/Files/Files.dll", "--wifi", "home:short")]
    public async Task Wrong_arguments_are_told_with_the_remedy(string message, params string[] arguments)
    {
        if (arguments.Length > 0)
            arguments[0] = Path.Combine(AppContext.BaseDirectory, arguments[0]);
        Assert.Contains(message, await Told(arguments), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_that_is_missing_is_named_with_who_needs_it()
    {
        var folder = TestFolders.Create("program-");
        try
        {
            var from = Path.GetDirectoryName(SamplePrograms.PathOf("Files"))!;
            foreach (var file in Directory.GetFiles(from).Where(f => Path.GetFileName(f) != "System.IO.Streams.dll"))
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));

            var told = await Told(Path.Combine(folder.FullName, "Files.dll"));

            Assert.Contains("System.IO.Streams.dll does not exist, but ", told, StringComparison.Ordinal);
            Assert.Contains(" references it", told, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What becomes exit code 2, without a process for each.</summary>
    private static async Task<string> Told(params string[] arguments)
    {
        var parsed = CommandLine.Build().Parse(["run", .. arguments]);
        return parsed.Errors.Count > 0
            ? parsed.Errors[0].Message
            : (await Assert.ThrowsAsync<UsageException>(() => parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken))).Message;
    }
}
