using System.Text.Json;
using AgentEmulator.Activation;

namespace AgentEmulator.Tests.Cli;

public sealed class ActivateCommandTests
{
    [Fact]
    public async Task Without_arguments_a_board_is_activated_and_shown()
    {
        var (code, output, error) = await Emulator.RunAsync();
        Assert.Equal((0, ""), (code, error));
        foreach (var step in ActivationSteps.All)
            Assert.Contains(step, output, StringComparison.Ordinal);
        Assert.Contains("Activated.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0, null)]
    [InlineData(Fault.ExpiredToken, 1, FailureReason.TokenExpired)]
    [InlineData(Fault.WrongWifi, 1, FailureReason.WifiCredentialsRefused)]
    [InlineData(Fault.NoInternet, 1, FailureReason.NoInternet)]
    [InlineData(Fault.BadApiKey, 1, FailureReason.ApiKeyRefused)]
    [InlineData(Fault.BlessRefused, 1, FailureReason.BlessRefused)]
    [InlineData(Fault.LoadCodeAfterBlessing, 1, FailureReason.ApplicationLoaded)]
    [InlineData(Fault.Cloud5xx, 0, null)]
    [InlineData(Fault.PowerCut, 0, null)]
    public async Task Json_is_one_object_on_stdout_whatever_goes_wrong(string? fault, int expectedCode, string? reason)
    {
        string[] faults = fault is null ? [] : ["--fault", fault];
        var (code, output, error) = await Emulator.RunAsync(["activate", "--json", "--speed", "5", .. faults]);
        using var json = JsonDocument.Parse(output);
        Assert.Equal((expectedCode, reason), (code, json.RootElement.GetProperty("reason").GetString()));
        Assert.Equal(reason is null ? "activated" : "failed", json.RootElement.GetProperty("outcome").GetString());
        Assert.NotEqual("", error);
    }

    [Fact]
    public async Task Verbose_shows_both_consoles()
    {
        var (code, output, _) = await Emulator.RunAsync("--verbose");
        Assert.Equal(0, code);
        Assert.Contains("board | [", output, StringComparison.Ordinal);
        Assert.Contains("cloud | device-blessed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_with_the_same_flash_file_finds_an_activated_board_and_says_so()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("flash").FullName, "board.flash");
        Assert.Equal(0, (await Emulator.RunAsync("--flash", file)).ExitCode);
        var (code, output, _) = await Emulator.RunAsync("--flash", file);
        Assert.Equal(0, code);
        Assert.Contains("Already activated", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flash_file_that_is_none_is_an_environment_failure_that_says_what_to_do()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("flash").FullName, "board.flash");
        await File.WriteAllTextAsync(file, "not a flash image");
        var (code, output, error) = await Emulator.RunAsync("--flash", file, "--json");
        Assert.Equal((3, ""), (code, output));
        Assert.Contains(file, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal("not a flash image", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task With_a_data_file_the_cloud_remembers_what_it_did_in_an_earlier_run()
    {
        var folder = Directory.CreateTempSubdirectory("data").FullName;
        string[] files = ["--flash", Path.Combine(folder, "board.flash"), "--data", Path.Combine(folder, "cloud.db"), "--json"];
        Assert.Equal(1, (await Emulator.RunAsync([.. files, "--fault", "expired-token"])).ExitCode);
        var (code, output, error) = await Emulator.RunAsync(files);
        Assert.True(code == 0, output + error);
        using var json = JsonDocument.Parse(output);
        var note = Assert.Single(json.RootElement.GetProperty("notes").EnumerateArray()).GetString()!;
        Assert.Contains("blessed this device before", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_c_ends_with_130_keeps_the_flash_and_says_how_to_go_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot send Ctrl+C to one process.");
        var file = Path.Combine(Directory.CreateTempSubdirectory("flash").FullName, "board.flash");
        using (var emulator = Emulator.Start("--flash", file, "--speed", "1"))
        {
            await emulator.LineAsync(line => line.Contains("provisioned", StringComparison.Ordinal));
            emulator.Interrupt();
            Assert.Equal(130, await emulator.ExitAsync());
            Assert.Contains($"--flash {file}", emulator.Output, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await Emulator.RunAsync("--flash", file)).ExitCode);
    }

    [Theory]
    [InlineData("--board", "esp9000", "esp32-devkitc-v4")]
    [InlineData("--fault", "meteor", "power-cut")]
    [InlineData("--speed", "fast", "up to 1000")]
    [InlineData("--speed", "0", "up to 1000")]
    [InlineData("--seed", "-1", "--seed")]
    [InlineData("--nonsense", "", "--help")]
    [InlineData("frobnicate", "", "--help")]
    public async Task Wrong_arguments_are_usage_errors_that_say_what_would_be_right(string argument, string value, string hint)
    {
        string[] arguments = value.Length == 0 ? [argument] : [argument, value];
        var (code, output, error) = await Emulator.RunAsync(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(hint, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("activate", "--help")]
    [InlineData("serve", "--help")]
    public async Task Help_teaches_options_and_exit_codes(params string[] arguments)
    {
        var (code, output, _) = await Emulator.RunAsync(arguments);
        Assert.Equal(0, code);
        Assert.Contains("130", output, StringComparison.Ordinal);
        Assert.Contains(arguments[0] == "serve" ? "--api-key" : "expired-token", output, StringComparison.Ordinal);
    }
}
