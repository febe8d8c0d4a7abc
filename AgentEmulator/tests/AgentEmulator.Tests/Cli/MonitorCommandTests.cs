using System.Text.Json;
using AgentEmulator.Serial;
using AgentEmulator.Tests.Flashing;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cli;

public sealed class MonitorCommandTests
{
    [Fact]
    public async Task States_are_decoded_logged_and_can_be_waited_for()
    {
        using var terminal = new PseudoTerminal();
        var log = Path.Combine(TestFolders.Create("log-").FullName, "board.log");
        using var emulator = Emulator.Start("monitor", "--port", terminal.Name, "--log", log, "--until", "connected", "--json");
        await emulator.LineAsync(l => l.Contains("End with Ctrl+C", StringComparison.Ordinal));
        terminal.Send("rst:0x1 (POWERON_RESET)\r\n" + FakeBoard.Booted() + "[    3000] W net: weak signal rssi=-80\r\n[    3001] S state: connected ip=192.168.1.10 rssi=-80\r\n");
        Assert.Equal(0, await emulator.ExitAsync());
        Assert.Matches(@"\d\d:\d\d:\d\d\.\d\d\d  rst:0x1", emulator.Error);
        Assert.Contains("boot 1: program factory", emulator.Error, StringComparison.Ordinal);
        Assert.Contains("3.001 s  connected          ip 192.168.1.10  rssi -80", emulator.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(emulator.Output);
        Assert.Equal((1, "connected", true), (
            json.RootElement.GetProperty("boots").GetInt32(), json.RootElement.GetProperty("last_state").GetString(), json.RootElement.GetProperty("until_seen").GetBoolean()));
        Assert.Contains("[    3001] S state: connected", await File.ReadAllTextAsync(log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cable_that_is_pulled_is_an_environment_failure()
    {
        using var terminal = new PseudoTerminal();
        using var emulator = Emulator.Start("monitor", "--port", terminal.Name, "--reconnect", "0");
        await emulator.LineAsync(l => l.Contains("End with Ctrl+C", StringComparison.Ordinal));
        terminal.Send(FakeBoard.Booted());
        await emulator.LineAsync(l => l.Contains("program factory", StringComparison.Ordinal));
        terminal.Vanish();
        Assert.Equal(3, await emulator.ExitAsync());
        Assert.Contains($"{terminal.Name} is gone", emulator.Error, StringComparison.Ordinal);
        Assert.Contains("Was the cable pulled", emulator.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", emulator.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_c_is_its_usual_end_and_a_state_that_does_not_come_a_failure()
    {
        using var terminal = new PseudoTerminal();
        using var emulator = Emulator.Start("monitor", "--port", terminal.Name);
        await emulator.LineAsync(l => l.Contains("End with Ctrl+C", StringComparison.Ordinal));
        emulator.Interrupt();
        Assert.Equal(0, await emulator.ExitAsync());
        Assert.Contains("0 lines, 0 boots", emulator.Output, StringComparison.Ordinal);

        var (code, output, _) = await Emulator.RunAsync("monitor", "--port", terminal.Name, "--until", "booted", "--timeout", "1");
        Assert.Equal(1, code);
        Assert.Contains("did not come within 1 s", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_comes_back_is_read_on_and_half_a_line_is_not_lost()
    {
        var board = new FakeBoard { Words = "before\r\nhalf" };
        var lines = new List<string>();
        var console = new BoardConsole(board, board.Port, 921_600, TimeSpan.FromMinutes(1), TimeProvider.System);
        console.Line += lines.Add;
        console.Away += board.Plug;
        var back = false;
        console.Back += () => back = true;
        console.Received += _ =>
        {
            if (!back)
                board.Pull();
        };
        using var cancel = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await console.ReadAsync(reset: true, () => back, cancel.Token);
        Assert.Equal(["before", "half"], lines);
    }
}
