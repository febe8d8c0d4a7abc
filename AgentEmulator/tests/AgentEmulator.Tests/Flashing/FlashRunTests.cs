using System.Runtime.Versioning;
using System.Text;
using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Cli;
using AgentEmulator.Flashing;
using AgentEmulator.Gateway;

namespace AgentEmulator.Tests.Flashing;

/// <summary>Flashing one board with a program in nanoff's place and a board that answers on its port.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FlashRunTests
{
    private const string Gateway = "http://10.0.0.1:5082";
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly FakeBoard _board = new();
    private readonly StandInFlasher _nanoff;
    private readonly RecordingView _view = new();

    public FlashRunTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program in nanoff's place is a shell script.");
        _nanoff = new StandInFlasher(_board.Port);
    }

    private FlashRequest Request => new()
    {
        Board = InstalledFiles.Board("esp32-devkitc-v4"),
        Port = _board.Port,
        Provision = new ProvisionRequest(Gateway, Secret, new WifiCredentials("factory-floor", "factory key")),
        Limits = new FlashLimits { Boot = TimeSpan.FromSeconds(20), Absence = TimeSpan.FromMilliseconds(300) },
    };

    private static AppImage Image => new("app.bin", [.. Encoding.ASCII.GetBytes("NFMRK2"), 0, 0]);

    [Fact]
    public async Task A_board_is_identified_written_provisioned_and_heard()
    {
        var result = await FlashAsync(Request);
        Assert.True(result.Succeeded, $"{result.Message}\n{_view.All}");
        Assert.Equal(["identify 1500000", "update 1500000", "read 1500000", "deploy 1500000", "files", "network"], _nanoff.Calls);
        Assert.Equal((0x1E0000, true), (result.DeployOffset, result.DeployOffsetFromDevice));
        Assert.Equal("24:0a:c4:01:02:03", ChipDetails.MacText(result.Chip!.Mac));
        Assert.Equal("1.0.0", result.Boot!.Booted!["firmware"]);
        Assert.Equal(0.99, _view.LastProgress, 3);
        // All of the partition, so that nothing of an earlier deployment is left behind the image.
        Assert.Equal(0x1C0000, _nanoff.Image.Length);
        Assert.Equal("NFMRK2"u8, _nanoff.Image.AsSpan(0, 6));
        Assert.Equal(0xFF, _nanoff.Image[^1]);

        var provision = _nanoff.Json("provision.json");
        Assert.Equal(Gateway, provision.GetProperty("gateway").GetString());
        Assert.Equal("esp32-devkitc-v4", provision.GetProperty("board").GetString());
        Assert.Equal(Convert.ToHexStringLower(BoardKeys.Derive(Secret, "5000240ac4010203")), provision.GetProperty("key").GetString());
        Assert.Equal("factory-floor", provision.GetProperty("wifi").GetProperty("ssid").GetString());
        Assert.Equal(@"I:\provision.json", Assert.Single(_nanoff.Json("files.json").GetProperty("Files").EnumerateArray()).GetProperty("DestinationFilePath").GetString());
        var client = _nanoff.Json("network.json").GetProperty("WirelessClient");
        Assert.Equal(("factory-floor", "factory key", "WPA2"), (Text("Ssid"), Text("Password"), Text("Authentication")));
        Assert.DoesNotContain("factory key", _view.All, StringComparison.Ordinal);
        Assert.DoesNotContain(provision.GetProperty("key").GetString()!, _view.All, StringComparison.Ordinal);

        string? Text(string name) => client.GetProperty(name).GetString();
    }

    [Fact]
    public async Task The_address_is_that_of_the_boards_own_table()
    {
        _nanoff.SetTable(StandInFlasher.Flash(0x1B0000, 0x1F0000));
        _nanoff.Set("address", "0x1B0000");
        var result = await FlashAsync(Request with { Clr = ClrChoice.Keep });
        Assert.True(result.Succeeded, result.Message);
        Assert.Equal(["identify 1500000", "read 1500000", "deploy 1500000", "files", "network"], _nanoff.Calls);
        Assert.Equal((0x1B0000, true), (result.DeployOffset, result.DeployOffsetFromDevice));
        Assert.Equal(0x1F0000, _nanoff.Image.Length);
        Assert.Contains("the board's own is right", _view.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_table_that_cannot_be_read_leaves_the_definitions_address(bool isDamaged)
    {
        if (isDamaged)
            _nanoff.SetTable(StandInFlasher.Flash(0x1B0000, 0x1F0000)[..0x8040]);
        else
            _nanoff.Fail("read", 4004);
        var result = await FlashAsync(Request);
        Assert.True(result.Succeeded, result.Message);
        Assert.Equal((0x1E0000, false), (result.DeployOffset, result.DeployOffsetFromDevice));
        Assert.Contains("could not be read", _view.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_of_version_1_gets_the_released_clr_and_other_choices_are_passed_on()
    {
        _nanoff.Set("update", "--fwversion 1.17.0 --masserase");
        var image = new AppImage("app.bin", Encoding.ASCII.GetBytes("NFMRK1"));
        var request = Request with { ClrVersion = "1.17.0", EraseAll = true, Table = TableSource.Definition, Provision = null, Bauds = [115_200] };
        var result = await FlashAsync(request, image);
        Assert.True(result.Succeeded, result.Message);
        Assert.Equal(["identify 115200", "update 115200", "deploy 115200"], _nanoff.Calls);
        Assert.False(result.DeployOffsetFromDevice);
    }

    [Fact]
    public async Task What_fails_on_the_line_is_tried_again_at_lower_speeds_and_stays_there()
    {
        _nanoff.Fail("update", 4003, above: 500_000);
        var result = await FlashAsync(Request);
        Assert.True(result.Succeeded, result.Message);
        Assert.Equal(
            ["identify 1500000", "update 1500000", "update 921600", "update 460800", "read 460800", "deploy 460800", "files", "network"], _nanoff.Calls);
        Assert.Contains("trying again at 460800", _view.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("identify", 4000, 4, "hold the BOOT button")]
    [InlineData("update", 4002, 5, "shorter cable")]
    [InlineData("update", 9005, 2, "target or its version")]
    [InlineData("update", 9007, 2, "internet")]
    [InlineData("deploy", 4003, 7, "shorter cable")]
    [InlineData("deploy", 6002, 4, "another program")]
    [InlineData("files", 2000, 5, "nanoCLR on the board did not answer")]
    [InlineData("network", 2002, 6, "nanoCLR on the board did not answer")]
    [InlineData("deploy", 9000, 4, "version 2.5")]
    public async Task Each_failure_of_the_flasher_is_an_environment_failure_with_advice(string step, int code, int calls, string advice)
    {
        _nanoff.Fail(step, code);
        var result = await FlashAsync(Request);
        Assert.Equal((ExitCode.Environment, FlashReason.NanoffFailed), (result.ExitCode, result.Reason));
        Assert.Contains($"E{code}", result.Message, StringComparison.Ordinal);
        Assert.Contains(advice, result.Message, StringComparison.Ordinal);
        // Only what the line may have spoilt is worth another speed.
        Assert.Equal(calls, _nanoff.Calls.Count);

        _nanoff.Heal(step);
        Assert.True((await FlashAsync(Request)).Succeeded);
    }

    [Fact]
    public async Task A_file_that_was_not_written_is_noticed_although_the_flasher_says_nothing_of_it()
    {
        _nanoff.Set("refuse", "\nError deploying content file provision.json");
        var result = await FlashAsync(Request);
        Assert.Equal((ExitCode.Environment, FlashReason.NanoffFailed), (result.ExitCode, result.Reason));
        Assert.Contains("a file was not written", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_board_than_named_is_refused_before_anything_is_written()
    {
        var result = await FlashAsync(Request with { Mac = [0x24, 0x0A, 0xC4, 9, 9, 9] });
        Assert.Equal((ExitCode.Environment, FlashReason.WrongBoard), (result.ExitCode, result.Reason));
        Assert.Contains("24:0a:c4:01:02:03, not 24:0a:c4:09:09:09", result.Message, StringComparison.Ordinal);
        Assert.Equal(["identify 1500000"], _nanoff.Calls);
        Assert.True((await FlashAsync(Request with { Mac = [0x24, 0x0A, 0xC4, 1, 2, 3] })).Succeeded);
    }

    [Fact]
    public async Task Another_chip_is_refused_before_anything_is_written()
    {
        _nanoff.Set("chip", "ESP32-C3 (ESP32-C3 (QFN32) (revision v0.4))");
        var result = await FlashAsync(Request);
        Assert.Equal((ExitCode.Environment, FlashReason.WrongChip), (result.ExitCode, result.Reason));
        Assert.Contains("ESP32-C3 (QFN32)", result.Message, StringComparison.Ordinal);
        Assert.Equal(["identify 1500000"], _nanoff.Calls);
    }

    [Fact]
    public async Task Another_size_of_flash_needs_the_boards_own_table()
    {
        _nanoff.Set("size", "16MB");
        var result = await FlashAsync(Request with { Table = TableSource.Definition });
        Assert.Equal((ExitCode.Environment, FlashReason.WrongFlashSize), (result.ExitCode, result.Reason));
        Assert.Contains("16 MB", result.Message, StringComparison.Ordinal);
        Assert.True((await FlashAsync(Request)).Succeeded);
    }

    [Fact]
    public async Task An_image_that_is_too_large_is_a_usage_error()
    {
        _nanoff.SetTable(StandInFlasher.Flash(0x1E0000, 0x1000));
        var result = await FlashAsync(Request, new AppImage("big.bin", [.. Encoding.ASCII.GetBytes("NFMRK2"), .. new byte[0x1000]]));
        Assert.Equal((ExitCode.Usage, FlashReason.Usage), (result.ExitCode, result.Reason));
        Assert.Contains("big.bin", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_nanoff.Calls, c => c.StartsWith("deploy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_firmware_that_does_not_come_up_is_a_failure_with_the_consoles_last_lines()
    {
        _board.Words = "Failed to find deployment\r\nSearching for a debugger\r\n";
        var result = await FlashAsync(Request with { Limits = Request.Limits with { Boot = TimeSpan.FromMilliseconds(500) } });
        Assert.Equal((ExitCode.Failed, FlashReason.NoBoot), (result.ExitCode, result.Reason));
        Assert.Contains("  | Failed to find deployment\n  | Searching for a debugger", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_board_that_says_nothing_at_all_is_told_apart()
    {
        _board.Words = "";
        var result = await FlashAsync(Request with { Limits = Request.Limits with { Boot = TimeSpan.FromMilliseconds(200) } });
        Assert.Equal((ExitCode.Failed, FlashReason.NoBoot), (result.ExitCode, result.Reason));
        Assert.Contains("Nothing at all came", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not-provisioned reason=invalid-key", "invalid-key")]
    [InlineData("provisioned network=wifi gateway=http://10.9.9.9:1", "http://10.9.9.9:1")]
    public async Task A_firmware_that_did_not_get_its_provisioning_is_a_failure(string state, string said)
    {
        _board.Words = FakeBoard.Booted() + $"[     720] S state: {state}\r\n";
        var result = await FlashAsync(Request);
        Assert.Equal((ExitCode.Failed, FlashReason.NotProvisioned), (result.ExitCode, result.Reason));
        Assert.Contains(said, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boards_that_were_swapped_meanwhile_are_noticed()
    {
        _board.Words = FakeBoard.Booted("240ac4999999") + FakeBoard.Provisioned(Gateway);
        var result = await FlashAsync(Request);
        Assert.Equal((ExitCode.Environment, FlashReason.WrongBoard), (result.ExitCode, result.Reason));
    }

    [Theory]
    [InlineData("identify", "Nothing was written")]
    [InlineData("update", "\"identify\"")]
    [InlineData("read", "\"install nanoCLR\"")]
    [InlineData("deploy", "\"read partition table\"")]
    [InlineData("files", "\"deploy application\"")]
    [InlineData("network", "\"deploy application\"")]
    public async Task A_cable_that_is_pulled_ends_any_step_clearly_and_the_next_run_recovers(string step, string last)
    {
        _nanoff.Hang(step);
        var running = FlashAsync(Request);
        await _nanoff.HangsAsync(step);
        _board.Pull();
        var result = await running;
        Assert.Equal((ExitCode.Environment, FlashReason.PortGone), (result.ExitCode, result.Reason));
        Assert.Contains($"{_board.Port} is gone", result.Message, StringComparison.Ordinal);
        Assert.Contains(last, result.Message, StringComparison.Ordinal);
        Assert.Contains("run the command again", result.Message, StringComparison.Ordinal);

        _board.Plug();
        _nanoff.GoOn(step);
        Assert.True((await FlashAsync(Request)).Succeeded);
    }

    [Fact]
    public async Task A_cable_that_is_pulled_while_the_board_boots_is_told_and_the_next_run_recovers()
    {
        _board.WasReset = _ => _board.Pull();
        var result = await FlashAsync(Request);
        Assert.Equal((ExitCode.Environment, FlashReason.PortGone), (result.ExitCode, result.Reason));
        _board.Plug();
        _board.WasReset = null;
        Assert.True((await FlashAsync(Request)).Succeeded);
    }

    [Fact]
    public async Task A_port_that_is_away_for_a_moment_is_waited_for()
    {
        _nanoff.Hang("update");
        var request = Request with { Limits = Request.Limits with { Absence = TimeSpan.FromSeconds(30) } };
        var running = FlashAsync(request);
        await _nanoff.HangsAsync("update");
        _board.Pull();
        _nanoff.GoOn("update");
        _board.Plug();
        Assert.True((await running).Succeeded);
    }

    [Fact]
    public async Task Ctrl_c_ends_the_flasher_too_and_says_how_to_go_on()
    {
        using var cancel = new CancellationTokenSource();
        _nanoff.Hang("update");
        var running = FlashAsync(Request, cancel: cancel.Token);
        await _nanoff.HangsAsync("update");
        await cancel.CancelAsync();
        var result = await running;
        Assert.Equal((ExitCode.Interrupted, FlashReason.Interrupted), (result.ExitCode, result.Reason));
        Assert.Contains("run the command again", result.Message, StringComparison.Ordinal);
        _nanoff.GoOn("update");
    }

    [Fact]
    public async Task A_board_that_only_needs_provisioning_is_not_flashed()
    {
        var request = Request with { Provision = Request.Provision! with { Fresh = true, CaCertificate = "-----BEGIN CERTIFICATE-----" } };
        var result = await new FlashRun(_board, request, _nanoff.File, _view, TimeProvider.System).ProvisionAsync(CancellationToken.None);
        Assert.True(result.Succeeded, result.Message);
        Assert.Equal(["identify 1500000", "files", "network"], _nanoff.Calls);
        // Without a source nanoff deletes.
        var files = _nanoff.Json("files.json").GetProperty("Files").EnumerateArray().ToList();
        Assert.Equal([@"I:\boot.0", @"I:\boot.1", @"I:\config.0", @"I:\config.1"], files
            .Where(f => !f.TryGetProperty("SourceFilePath", out _)).Select(f => f.GetProperty("DestinationFilePath").GetString()!).Order(StringComparer.Ordinal));
        Assert.EndsWith("ca.pem", _nanoff.Json("network.json").GetProperty("CACertificatesPath").GetString(), StringComparison.Ordinal);
        Assert.Equal("-----BEGIN CERTIFICATE-----", _nanoff.Json("provision.json").GetProperty("ca").GetString());
    }

    [Fact]
    public async Task Nothing_secret_is_left_on_the_disk()
    {
        Assert.True((await FlashAsync(Request)).Succeeded);
        var source = _nanoff.Json("files.json").GetProperty("Files")[0].GetProperty("SourceFilePath").GetString()!;
        Assert.False(Directory.Exists(Path.GetDirectoryName(source)));
    }

    private Task<FlashResult> FlashAsync(FlashRequest request, AppImage? image = null, CancellationToken cancel = default) =>
        new FlashRun(_board, request, _nanoff.File, _view, TimeProvider.System).FlashAsync(image ?? Image, cancel);
}
