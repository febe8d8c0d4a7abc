using System.Runtime.Versioning;
using System.Text.Json;
using AgentEmulator.Tests.Flashing;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cli;

/// <summary>Commands flash, provision and activate as users type them, on pseudo-terminals that boards are played on.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FlashCommandTests
{
    private static readonly string[] Wifi =
        ["--gateway", "http://10.0.0.1:5082", "--factory-ssid", "factory-floor", "--factory-password", "factory key", "--factory-secret", TempFile("secret")];

    [Fact]
    public async Task Several_boards_are_flashed_at_once_with_a_log_each_and_the_worst_decides()
    {
        using var good = new PseudoTerminal();
        using var bad = new PseudoTerminal();
        var nanoff = new StandInFlasher(good.Name, bad.Name);
        var logs = TestFolders.Create("logs-").FullName;
        using var emulator = Emulator.Start(
            ["flash", "esp32-devkitc-v4", "--ports", $"{good.Name},{bad.Name}", "--image", Image(), "--nanoff", nanoff.File, "--logs", logs,
             "--table", "board", "--boot-timeout", "8", "--json", .. Wifi]);
        await emulator.LineAsync(l => l.Contains(good.Name, StringComparison.Ordinal) && l.Contains("press its reset button", StringComparison.Ordinal));
        good.Send(FakeBoard.Booted() + FakeBoard.Provisioned("http://10.0.0.1:5082"));
        await emulator.LineAsync(l => l.Contains(bad.Name, StringComparison.Ordinal) && l.Contains("press its reset button", StringComparison.Ordinal));
        bad.Send("Failed to find deployment\r\n");
        Assert.Equal(1, await emulator.ExitAsync());

        using var json = JsonDocument.Parse(emulator.Output);
        Assert.Equal("failed", json.RootElement.GetProperty("outcome").GetString());
        var results = json.RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal([good.Name, bad.Name], results.Select(r => r.GetProperty("port").GetString()));
        Assert.Equal([null, "no-boot"], results.Select(r => r.GetProperty("reason").GetString()));
        Assert.Equal(("0x1E0000", "board.json"), (results[0].GetProperty("deploy_offset").GetString(), results[0].GetProperty("deploy_offset_source").GetString()));
        Assert.Contains("Failed to find deployment", emulator.Error, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(logs).Length);
        Assert.All(Directory.GetFiles(logs), log => Assert.Contains("nanoff --target ESP32_REV3", File.ReadAllText(log), StringComparison.Ordinal));
        Assert.DoesNotContain("factory key", emulator.Error + string.Concat(Directory.GetFiles(logs).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cable_that_is_pulled_in_the_middle_ends_with_3_and_the_next_run_recovers()
    {
        using var terminal = new PseudoTerminal();
        var nanoff = new StandInFlasher(terminal.Name);
        nanoff.Hang("files");
        using (var emulator = Emulator.Start(["provision", "--port", terminal.Name, "--nanoff", nanoff.File, "--logs", Logs(), .. Wifi]))
        {
            await nanoff.HangsAsync("files");
            terminal.Vanish();
            Assert.Equal(3, await emulator.ExitAsync());
            Assert.Contains("port-gone", emulator.Output, StringComparison.Ordinal);
            Assert.Contains("run the command again", emulator.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", emulator.Error, StringComparison.Ordinal);
        }

        using var again = new PseudoTerminal();
        nanoff.Set("ports", again.Name);
        nanoff.GoOn("files");
        using (var emulator = Emulator.Start(["provision", "--port", again.Name, "--nanoff", nanoff.File, "--logs", Logs(), .. Wifi]))
        {
            await emulator.LineAsync(l => l.Contains("press its reset button", StringComparison.Ordinal));
            again.Send(FakeBoard.Booted() + FakeBoard.Provisioned("http://10.0.0.1:5082"));
            Assert.Equal(0, await emulator.ExitAsync());
            Assert.Contains("Provisioned. 5000240ac4010203 (24:0a:c4:01:02:03)", emulator.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_board_behind_a_pseudo_terminal_is_activated_end_to_end()
    {
        using var terminal = new PseudoTerminal();
        using var board = new LiveBoard();
        board.Printed += line => terminal.Send(line + "\r\n");
        var nanoff = new StandInFlasher(terminal.Name);
        nanoff.Set("mac", AgentEmulator.Flashing.ChipDetails.MacText(board.Mac).ToUpperInvariant());
        board.Provisioning = () => nanoff.HasProvisioning ? nanoff.Provisioning : null;
        using var emulator = Emulator.Start(
            "activate", "--port", terminal.Name, "--host", "127.0.0.1", "--first-port", "0", "--nanoff", nanoff.File, "--factory-secret", TempFile("secret"),
            "--factory-ssid", "factory-floor", "--factory-password", "factory key", "--ssid", "customer-home", "--wifi-password", "customer key", "--json");
        var resets = 0;
        // A pseudo-terminal has no lines to reset with, so the program asks for the button: once as the board comes, once provisioned.
        var second = emulator.LineAsync(l =>
        {
            if (!l.Contains("press its reset button", StringComparison.Ordinal))
                return false;
            board.Restart();
            return ++resets == 2;
        });
        var code = await emulator.ExitAsync();
        Assert.True(code == 0, $"{code}: {emulator.Error}");
        Assert.True(second.IsCompletedSuccessfully);
        using var json = JsonDocument.Parse(emulator.Output);
        Assert.Equal("activated", json.RootElement.GetProperty("outcome").GetString());
        Assert.Equal("claimed", json.RootElement.GetProperty("steps").EnumerateArray().Last().GetProperty("name").GetString());
        Assert.Equal(AgentEmulator.Boards.Provisioning.DeviceId(board.Mac), json.RootElement.GetProperty("device_id").GetString());
    }

    [Fact]
    public async Task A_dry_run_prints_the_plan_and_touches_nothing()
    {
        var (code, output, error) = await Emulator.RunAsync("flash", "esp32-c6-devkitc-1", "--port", "/dev/ttyUSB99", "--dry-run", "--json");
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        Assert.Equal(["board", "target", "chip", "deploy_offset", "bootloader_offset", "steps"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("0x250000", "0x0", "esp32c6"), (Text("deploy_offset"), Text("bootloader_offset"), Text("chip")));
        Assert.All(json.RootElement.GetProperty("steps").EnumerateArray(), s => Assert.Equal(["name", "command"], s.EnumerateObject().Select(p => p.Name)));

        string? Text(string name) => json.RootElement.GetProperty(name).GetString();
    }

    [Theory]
    [InlineData(2, "--port P", "flash", "esp32-devkitc-v4")]
    [InlineData(2, "no MAC", "flash", "esp32-devkitc-v4", "--port", "a", "--mac", "12:34")]
    [InlineData(2, "no nanoFramework image", "flash", "esp32-devkitc-v4", "--port", "a", "--image", "/etc/hostname")]
    [InlineData(2, "--factory-ssid", "provision", "--port", "/dev/ttyUSB99", "--gateway", "http://10.0.0.1:5082")]
    [InlineData(2, "no address of this computer", "activate", "--port", "/dev/ttyUSB99", "--board", "wt32-eth01", "--host", "192.0.2.1")]
    [InlineData(2, "needs --port", "activate", "--host", "127.0.0.1")]
    [InlineData(3, "There is no serial port /dev/ttyUSB99", "activate", "--port", "/dev/ttyUSB99", "--board", "wt32-eth01", "--host", "127.0.0.1")]
    public async Task What_is_wrong_is_told_with_what_would_be_right(int exitCode, string hint, params string[] arguments)
    {
        var (code, output, error) = await Emulator.RunAsync(arguments);
        Assert.Equal((exitCode, ""), (code, output));
        Assert.Contains(hint, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static string Image()
    {
        var file = TempFile("app.bin");
        File.WriteAllText(file, "NFMRK2\0\0");
        return file;
    }

    private static string Logs() => TestFolders.Create("logs-").FullName;

    private static string TempFile(string name) => Path.Combine(TestFolders.Create("flash-").FullName, name);
}
