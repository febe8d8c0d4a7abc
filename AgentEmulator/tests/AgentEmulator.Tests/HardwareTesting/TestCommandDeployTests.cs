using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;
using AgentEmulator.Tests.Cli;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.HardwareTesting;

/// <summary>Command test up to the moment in which it listens: build, image, nanoff.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class TestCommandDeployTests : IDisposable
{
    private readonly PseudoTerminal _terminal = new();

    [Fact]
    public async Task The_image_is_written_where_the_board_looks_for_it_then_the_tests_run()
    {
        var nanoff = new StandInNanoff(_terminal.Name);
        using var emulator = Start(nanoff.File, new TestImageFolder().Path);
        await emulator.LineAsync(l => l.Contains("Listening", StringComparison.Ordinal));
        _terminal.Send(Launcher.Boot + Launcher.Passed("Demo.Tests.One.0") + Launcher.End);
        Assert.Equal(0, await emulator.ExitAsync());
        Assert.Contains("| Flashing deployment partition...", emulator.Output, StringComparison.Ordinal);
        // All of the partition, so that nothing of an earlier deployment is left behind the image.
        Assert.Equal(0x1C0000, nanoff.Image.Length);
        Assert.Equal("NFMRK2:mscorlib"u8, nanoff.Image.AsSpan(0, 15));
        Assert.Equal(0xFF, nanoff.Image[^1]);
    }

    [Fact]
    public async Task A_ready_image_goes_to_an_address_of_ones_own_with_a_nanoff_on_the_path()
    {
        var nanoff = new StandInNanoff(_terminal.Name, address: "0x1B0000");
        var bin = Path.Combine(new TestImageFolder().Path, "mscorlib.bin");
        File.Copy(Path.ChangeExtension(bin, ".pe"), bin);
        using var emulator = Emulator.Start(
            start => start.Environment["PATH"] = $"{nanoff.Folder}{Path.PathSeparator}{start.Environment["PATH"]}",
            "test", "--port", _terminal.Name, "--address", "0x1B0000", bin);
        await emulator.LineAsync(l => l.Contains("Listening", StringComparison.Ordinal));
        _terminal.Send(Launcher.Passed("Demo.Tests.One.0") + Launcher.End);
        Assert.Equal(0, await emulator.ExitAsync());
    }

    [Fact]
    public async Task A_flasher_that_fails_is_an_environment_failure_that_shows_what_it_said()
    {
        using var emulator = Start(new StandInNanoff("/dev/another").File, new TestImageFolder().Path);
        Assert.Equal(3, await emulator.ExitAsync());
        Assert.Contains("E9000: not the port", emulator.Output, StringComparison.Ordinal);
        Assert.Contains("exit code 41", emulator.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flasher_that_is_missing_is_an_environment_failure_that_says_how_to_get_it()
    {
        var nowhere = TestFolders.Create("home-").FullName;
        var dotnet = Path.GetDirectoryName(Environment.ProcessPath is { } p && Path.GetFileName(p) == "dotnet" ? p : Which("dotnet"))!;
        using var emulator = Emulator.Start(
            start =>
            {
                start.FileName = Path.Combine(dotnet, "dotnet");
                start.Environment["HOME"] = nowhere;
                start.Environment["PATH"] = nowhere;
            },
            "test", "--port", _terminal.Name, new TestImageFolder().Path);
        Assert.Equal(3, await emulator.ExitAsync());
        Assert.Contains("dotnet tool install -g nanoff", emulator.Error, StringComparison.Ordinal);
        Assert.Contains("--no-deploy", emulator.Error, StringComparison.Ordinal);

        using var named = Start(Path.Combine(nowhere, "nanoff"), new TestImageFolder().Path);
        Assert.Equal(3, await named.ExitAsync());
        Assert.Contains("--nanoff", named.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_flasher_is_waited_for()
    {
        var nanoff = new StandInNanoff(_terminal.Name, slow: true);
        using var emulator = Start(nanoff.File, new TestImageFolder().Path);
        await emulator.LineAsync(l => l.Contains("Flashing", StringComparison.Ordinal));
        Assert.DoesNotContain("Listening", emulator.Output, StringComparison.Ordinal);
        nanoff.GoOn();
        await emulator.LineAsync(l => l.Contains("Listening", StringComparison.Ordinal));
        _terminal.Send(Launcher.Passed("Demo.Tests.One.0") + Launcher.End);
        Assert.Equal(0, await emulator.ExitAsync());
    }

    [Fact]
    public async Task Ctrl_c_ends_the_flasher_too()
    {
        var nanoff = new StandInNanoff(_terminal.Name, slow: true);
        using var emulator = Start(nanoff.File, new TestImageFolder().Path);
        await emulator.LineAsync(l => l.Contains("OK", StringComparison.Ordinal) || l.Contains("Flashing", StringComparison.Ordinal));
        emulator.Interrupt();
        Assert.Equal(130, await emulator.ExitAsync());
        await EndedAsync(nanoff.ProcessId);
    }

    [Fact]
    public async Task A_device_build_that_cannot_be_had_says_what_it_needs()
    {
        var nanoff = new StandInNanoff(_terminal.Name);
        using var emulator = Emulator.Start(
            // No package can be in there, whatever this computer has.
            start => start.Environment["NanoPackageFolder"] = TestFolders.Create("packages-").FullName,
            "test", "--port", _terminal.Name, "--nanoff", nanoff.File);
        Assert.Equal(3, await emulator.ExitAsync());
        Assert.Contains("FetchNanoSdk.proj", emulator.Output, StringComparison.Ordinal);
        Assert.Contains("HardwareTests.csproj failed", emulator.Error, StringComparison.Ordinal);
        Assert.Contains("nanoFramework.TestFramework", emulator.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_without_the_launcher_is_refused_before_anything_is_written()
    {
        using var emulator = Start(new StandInNanoff(_terminal.Name).File, new TestImageFolder("nanoFramework.UnitTestLauncher").Path);
        Assert.Equal(2, await emulator.ExitAsync());
        Assert.Contains("nanoFramework.UnitTestLauncher.pe", emulator.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Flashing", emulator.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _terminal.Dispose();

    private Emulator Start(string nanoff, string path) => Emulator.Start("test", "--port", _terminal.Name, "--nanoff", nanoff, path);

    private static string Which(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(f => Path.Combine(f, program)).First(File.Exists);

    private static async Task EndedAsync(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await process.WaitForExitAsync(patience.Token);
        }
        catch (Exception e) when (e is ArgumentException or Win32Exception)
        {
            // It is gone already.
        }
    }
}
