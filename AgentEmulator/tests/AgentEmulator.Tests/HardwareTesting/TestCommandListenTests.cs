using System.Text.Json;
using System.Xml.Linq;
using AgentEmulator.Tests.Cli;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.HardwareTesting;

/// <summary>Command test against a board that a pseudo-terminal plays.</summary>
public sealed class TestCommandListenTests : IDisposable
{
    private readonly PseudoTerminal _terminal = new();

    [Fact]
    public async Task Tests_are_shown_as_they_come_and_summed_up()
    {
        using var emulator = await ListenAsync();
        _terminal.Send(Launcher.Boot + Launcher.Passed("Demo.Tests.One.0"));
        await LineAsync(emulator, "Demo.Tests.One.0");
        _terminal.Send(Launcher.Passed("Demo.Tests.Two.0") + Launcher.Passed("Demo.Tests.Two.1"));
        await LineAsync(emulator, "Demo.Tests.Two.1");
        _terminal.Send(Launcher.End);
        Assert.Equal(0, await emulator.ExitAsync());
        Assert.Contains("3 passed, 0 failed, 0 skipped", emulator.Output, StringComparison.Ordinal);
        Assert.Equal("", emulator.Error);
        Assert.DoesNotContain("\u001b", emulator.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_say_what_the_board_said()
    {
        var folder = TestFolders.Create("reports-").FullName;
        string junit = Path.Combine(folder, "sub", "junit.xml"), trx = Path.Combine(folder, "run.trx"), log = Path.Combine(folder, "board.log");
        using var emulator = await ListenAsync("--json", "--junit", junit, "--trx", trx, "--log", log);
        _terminal.Send(
            Launcher.Passed("Demo.Tests.Works.0") + "said \u0001 <before>\r\n" + Launcher.Failed("Demo.Tests.Breaks.0", "expected <1> & got \"2\"") +
            Launcher.Skipped("Demo.Others.Later.0", "no WiFi here") + Launcher.End);
        Assert.Equal(1, await emulator.ExitAsync());

        using var json = JsonDocument.Parse(emulator.Output);
        var root = json.RootElement;
        Assert.Equal((1, 1, 1, 0), (Count("passed"), Count("failed"), Count("skipped"), Count("not_run")));
        Assert.Equal("finished", root.GetProperty("end").GetString());
        var failed = root.GetProperty("tests")[1];
        Assert.Equal("Demo.Tests.Breaks.0", failed.GetProperty("name").GetString());
        Assert.Equal("failed", failed.GetProperty("outcome").GetString());
        Assert.Equal("expected <1> & got \"2\"", failed.GetProperty("message").GetString());
        Assert.Equal(JsonValueKind.Null, failed.GetProperty("file").ValueKind);

        var suites = XDocument.Load(junit).Root!;
        Assert.Equal(("3", "1", "1"), ((string)suites.Attribute("tests")!, (string)suites.Attribute("failures")!, (string)suites.Attribute("skipped")!));
        var broken = suites.Descendants("testcase").Single(c => (string)c.Attribute("name")! == "Breaks.0");
        Assert.Equal("expected <1> & got \"2\"", (string)broken.Element("failure")!.Attribute("message")!);
        Assert.Equal("said  <before>", (string)broken.Element("system-out")!);

        var results = XDocument.Load(trx).Descendants().Where(e => e.Name.LocalName == "UnitTestResult").ToList();
        Assert.Equal(["Passed", "Failed", "NotExecuted"], results.Select(r => (string)r.Attribute("outcome")!));

        var lines = await File.ReadAllLinesAsync(log);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z Test passed,Demo\.Tests\.Works\.0,12345$", lines[0]);
        Assert.EndsWith(@"Z said \x01 <before>", lines[1], StringComparison.Ordinal);

        int Count(string name) => root.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Garbage_pieces_and_other_output_lose_no_result()
    {
        using var emulator = await ListenAsync("--verbose");
        byte[] noise = [0, 0xFF, 0xFE, 0x1B, 0x5B, 0x33, 0x80, 0xC3, 0x28];
        byte[] all =
        [
            .. noise, .. Launcher.Packet(0, [0, 0, 1, 0]), .. Launcher.Bytes(Launcher.ClrBanner), .. noise,
            .. Launcher.Bytes(Launcher.Passed("Demo.Tests.One.0") + "[    1234] I link: connected attempt=1\r\nTest passed,bad\r\n"),
            .. Launcher.Packet(1, Launcher.Bytes("Test passed,Demo.Te")), .. Launcher.Packet(1, Launcher.Bytes("sts.Two.0,77\r\n")),
            .. Launcher.Bytes(Launcher.Skipped("Demo.Tests.Three.0", "because") + Launcher.End),
        ];
        foreach (var next in all)
            _terminal.Send([next]);
        Assert.Equal(0, await emulator.ExitAsync());
        Assert.Contains("2 passed, 0 failed, 1 skipped", emulator.Output, StringComparison.Ordinal);
        Assert.Contains("board | [    1234] I link: connected attempt=1", emulator.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_reboot_the_launcher_starts_over_and_nothing_counts_twice()
    {
        using var emulator = await ListenAsync();
        _terminal.Send(Launcher.Boot + Launcher.Passed("Demo.Tests.One.0") + Launcher.Passed("Demo.Tests.Two.0") + "Test passed,Demo.Tes");
        _terminal.Send("\r\n" + Launcher.Boot + Launcher.Passed("Demo.Tests.One.0") + Launcher.Passed("Demo.Tests.Two.0") + Launcher.Passed("Demo.Tests.Three.0") + Launcher.End);
        Assert.Equal(0, await emulator.ExitAsync());
        Assert.Contains("3 passed, 0 failed, 0 skipped", emulator.Output, StringComparison.Ordinal);
        Assert.Contains("rebooted in the middle (1)", emulator.Output, StringComparison.Ordinal);
        Assert.Single(emulator.Output.Split('\n'), l => l.Contains("Demo.Tests.One.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_board_that_reboots_for_ever_is_given_up()
    {
        using var emulator = await ListenAsync();
        for (var boot = 0; boot < 6; boot++)
            _terminal.Send(Launcher.Boot + Launcher.Passed("Demo.Tests.One.0"));
        Assert.Equal(1, await emulator.ExitAsync());
        Assert.Contains("reboots again and again after Demo.Tests.One.0", emulator.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_board_that_hangs_is_a_failure_that_names_the_last_test()
    {
        using var emulator = await ListenAsync("--silence", "5", "--json");
        _terminal.Send(Launcher.Passed("Demo.Tests.One.0"));
        Assert.Equal(1, await emulator.ExitAsync());
        using var json = JsonDocument.Parse(emulator.Output);
        Assert.Equal("silent", json.RootElement.GetProperty("end").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("passed").GetInt32());
        Assert.Contains("fell silent after Demo.Tests.One.0", emulator.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_board_that_talks_for_ever_ends_with_the_time_that_the_tests_have()
    {
        using var emulator = await ListenAsync("--timeout", "1");
        _terminal.Send(Launcher.Passed("Demo.Tests.One.0"));
        Assert.Equal(1, await emulator.ExitAsync());
        Assert.Contains("not done after 1 s", emulator.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_with_nothing_to_read_behind_it_is_an_environment_failure()
    {
        using var emulator = await ListenAsync("--silence", "1");
        _terminal.Send([0x80, 0x00, 0xF8, 0x1C]);
        Assert.Equal(3, await emulator.ExitAsync());
        Assert.Contains("--baud is 921600", emulator.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_vanishes_is_an_environment_failure_with_what_there_was()
    {
        using var emulator = await ListenAsync("--json");
        _terminal.Send(Launcher.Passed("Demo.Tests.One.0"));
        await LineAsync(emulator, "Demo.Tests.One.0");
        _terminal.Vanish();
        Assert.Equal(3, await emulator.ExitAsync());
        using var json = JsonDocument.Parse(emulator.Output);
        Assert.Equal("port-vanished", json.RootElement.GetProperty("end").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("passed").GetInt32());
        Assert.Contains($"{_terminal.Name} is gone", emulator.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", emulator.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_c_reports_what_there_is()
    {
        using var emulator = await ListenAsync("--json");
        _terminal.Send(Launcher.Failed("Demo.Tests.One.0", "no"));
        await LineAsync(emulator, "Demo.Tests.One.0");
        emulator.Interrupt();
        Assert.Equal(130, await emulator.ExitAsync());
        using var json = JsonDocument.Parse(emulator.Output);
        Assert.Equal("interrupted", json.RootElement.GetProperty("end").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task A_program_without_tests_proves_nothing()
    {
        using var emulator = await ListenAsync();
        _terminal.Send(Launcher.Boot + Launcher.End);
        Assert.Equal(1, await emulator.ExitAsync());
        Assert.Contains("nanoFramework.UnitTestLauncher", emulator.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_assembly_at_hand_tests_have_their_place_and_none_is_forgotten()
    {
        using var emulator = await ListenAsync("--json", SampleTests.Assembly);
        _terminal.Send(Launcher.Passed("SampleTests.OutcomeTests.Passes.0") + Launcher.Failed("SampleTests.OutcomeTests.Fails.0", "arithmetic") + Launcher.End);
        Assert.Equal(1, await emulator.ExitAsync());
        using var json = JsonDocument.Parse(emulator.Output);
        var tests = json.RootElement.GetProperty("tests").EnumerateArray().ToList();
        var failed = tests.Single(t => t.GetProperty("outcome").GetString() == "failed");
        Assert.Equal("SampleTests.OutcomeTests.Fails", failed.GetProperty("name").GetString());
        Assert.EndsWith("OutcomeTests.cs", failed.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(failed.GetProperty("file").GetString()));
        Assert.True(failed.GetProperty("line").GetInt32() > 1);
        Assert.Equal(tests.Count - 2, json.RootElement.GetProperty("not_run").GetInt32());
        Assert.Contains(tests, t => t.GetProperty("name").GetString() == "SampleTests.OutcomeTests.Throws" && t.GetProperty("outcome").GetString() == "not-run");
    }

    public void Dispose() => _terminal.Dispose();

    private static Task<string> LineAsync(Emulator emulator, string part) =>
        emulator.LineAsync(line => line.Contains(part, StringComparison.Ordinal));

    /// <summary>Starts the program and waits until it listens.</summary>
    private async Task<Emulator> ListenAsync(params string[] arguments)
    {
        var emulator = Emulator.Start(["test", "--port", _terminal.Name, "--no-deploy", .. arguments]);
        await LineAsync(emulator, "Listening");
        return emulator;
    }
}
