using System.Text.Json;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Cli;

public sealed class ActivateFilesTests
{
    [Fact]
    public async Task A_second_run_with_the_same_flash_file_finds_an_activated_board_and_says_so()
    {
        var file = Path.Combine(TestFolders.Create("flash").FullName, "board.flash");
        Assert.Equal(0, (await Emulator.RunAsync("--flash", file)).ExitCode);
        var (code, output, _) = await Emulator.RunAsync("--flash", file);
        Assert.Equal(0, code);
        Assert.Contains("Already activated", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flash_file_that_is_none_is_an_environment_failure_that_says_what_to_do()
    {
        var file = Path.Combine(TestFolders.Create("flash").FullName, "board.flash");
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
        var folder = TestFolders.Create("data").FullName;
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
        var file = Path.Combine(TestFolders.Create("flash").FullName, "board.flash");
        using (var emulator = Emulator.Start("--flash", file, "--speed", "1"))
        {
            await emulator.LineAsync(line => line.Contains("provisioned", StringComparison.Ordinal));
            emulator.Interrupt();
            Assert.Equal(130, await emulator.ExitAsync());
            Assert.Contains($"--flash {file}", emulator.Output, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await Emulator.RunAsync("--flash", file)).ExitCode);
    }
}
