using System.Net;
using System.Runtime.Versioning;
using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Cli;
using AgentEmulator.Flashing;
using AgentEmulator.Serial;
using AgentEmulator.Tests.Flashing;

namespace AgentEmulator.Tests.Activation;

/// <summary>Activation of a board behind a serial port; a virtual board in real time stands for it, down to its sockets.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RealActivationTests : IDisposable
{
    private static readonly byte[] Secret = [.. Enumerable.Range(7, 32).Select(i => (byte)i)];

    private readonly LiveBoard _board = new();
    private readonly StandInFlasher _nanoff;
    private readonly RecordingView _view = new();

    public RealActivationTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program in nanoff's place is a shell script.");
        _nanoff = new StandInFlasher(_board.Port);
        _nanoff.Set("mac", ChipDetails.MacText(_board.Mac).ToUpperInvariant());
        _board.Provisioning = () => _nanoff.HasProvisioning ? _nanoff.Provisioning : null;
    }

    private RealActivationOptions Options => new()
    {
        Board = InstalledFiles.Board("esp32-devkitc-v4"),
        Port = _board.Port,
        Host = IPAddress.Loopback,
        FirstPort = 0,
        FactorySecret = Secret,
        ProgrammedNetwork = new WifiCredentials("customer-home", "customer key"),
        Provision = gateway => new ProvisionRequest(gateway, Secret, new WifiCredentials("factory-floor", "factory key")),
        Nanoff = new FileInfo(_nanoff.File),
        Patience = TimeSpan.FromMinutes(1),
        Limits = new FlashLimits { Boot = TimeSpan.FromSeconds(20), Absence = TimeSpan.FromMilliseconds(300) },
    };

    [Fact]
    public async Task A_board_as_it_comes_is_provisioned_and_activated_and_found_activated_the_next_time()
    {
        var report = await RunAsync(Options);
        Assert.True(report.Succeeded, $"{report.Reason} {report.Detail}\n{_view.All}");
        Assert.Equal(ActivationSteps.All, report.Steps.Select(s => s.Name));
        Assert.Equal(Provisioning.DeviceId(_board.Mac), report.DeviceId);
        Assert.Equal(2, report.Boots);
        Assert.Equal(["identify 1500000", "files", "network"], _nanoff.Calls);
        Assert.Contains("The board is not provisioned; provisioning it for http://127.0.0.1:", _view.All, StringComparison.Ordinal);

        report = await RunAsync(Options);
        Assert.True(report.AlreadyActivated, $"{report.Outcome} {report.Reason}");
        // Its gateway was another one: ports were free ones.
        Assert.Contains("The board is provisioned for http://127.0.0.1:", _view.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state: booted")]
    [InlineData("state: not-provisioned")]
    [InlineData("state: ready")]
    [InlineData("program=activation")]
    public async Task A_cable_that_is_pulled_at_any_moment_is_told_and_the_next_run_recovers(string moment)
    {
        var pulled = false;
        _board.Printed += line =>
        {
            if (pulled || !line.Contains(moment, StringComparison.Ordinal))
                return;
            pulled = true;
            _board.Pull();
        };
        var failure = await Record.ExceptionAsync(() => RunAsync(Options));
        Assert.True(pulled);
        // While nanoff has the port it is its failure, else that of whoever listens.
        Assert.True(
            failure is PortVanishedException or FlashFailureException { ExitCode: ExitCode.Environment, Reason: FlashReason.PortMissing or FlashReason.PortGone },
            $"{failure}");
        Assert.Contains(_board.Port, failure.Message, StringComparison.Ordinal);

        _board.Plug();
        var report = await RunAsync(Options);
        Assert.True(report.Succeeded, $"{report.Reason} {report.Detail}");
    }

    [Fact]
    public async Task A_cable_that_is_pulled_while_the_board_is_provisioned_is_told()
    {
        _nanoff.Hang("files");
        var running = Record.ExceptionAsync(() => RunAsync(Options)).AsTask();
        await _nanoff.HangsAsync("files");
        _board.Pull();
        var failure = Assert.IsType<FlashFailureException>(await running);
        Assert.Equal((ExitCode.Environment, FlashReason.PortGone), (failure.ExitCode, failure.Reason));
        _nanoff.GoOn("files");
    }

    [Fact]
    public async Task Without_leave_to_provision_it_says_what_the_board_is_provisioned_for()
    {
        var failure = await Assert.ThrowsAsync<FlashFailureException>(async () =>
        {
            await using var activation = await RealActivation.StartAsync(Options with { Provision = null }, _board, _view, TimeProvider.System, CancellationToken.None);
            await activation.RunAsync(CancellationToken.None);
        });
        Assert.Equal((ExitCode.Failed, FlashReason.NotProvisioned), (failure.ExitCode, failure.Reason));
        Assert.Empty(_nanoff.Calls);
    }

    [Fact]
    public async Task A_board_without_the_firmware_is_told_with_the_command_that_puts_it_there()
    {
        var silent = new FakeBoard { Words = "Failed to find deployment\r\n" };
        var options = Options with { Port = silent.Port, Limits = Options.Limits with { Boot = TimeSpan.FromMilliseconds(600) } };
        await using var activation = await RealActivation.StartAsync(options, silent, _view, TimeProvider.System, CancellationToken.None);
        var failure = await Assert.ThrowsAsync<FlashFailureException>(() => activation.RunAsync(CancellationToken.None));
        Assert.Equal((ExitCode.Failed, FlashReason.NoBoot), (failure.ExitCode, failure.Reason));
        Assert.Contains($"flash esp32-devkitc-v4 --port {silent.Port}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("| Failed to find deployment", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupting_ends_it_without_a_report()
    {
        using var cancel = new CancellationTokenSource();
        _board.Printed += line =>
        {
            if (line.Contains("state: booted", StringComparison.Ordinal))
                cancel.CancelAsync();
        };
        await using var activation = await RealActivation.StartAsync(Options, _board, _view, TimeProvider.System, CancellationToken.None);
        Assert.Null(await activation.RunAsync(cancel.Token));
    }

    [Fact]
    public async Task An_address_in_use_is_an_environment_failure()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var failure = await Assert.ThrowsAsync<EnvironmentFailureException>(
            () => RealActivation.StartAsync(Options with { FirstPort = Math.Min(port, 65533) }, _board, _view, TimeProvider.System, CancellationToken.None));
        Assert.Contains("--first-port", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _board.Dispose();

    private async Task<ActivationReport> RunAsync(RealActivationOptions options)
    {
        await using var activation = await RealActivation.StartAsync(options, _board, _view, TimeProvider.System, CancellationToken.None);
        activation.BoardPrinted += (at, line) => TestContext.Current.TestOutputHelper?.WriteLine($"{at.TotalSeconds:0.000} {line}");
        return (await activation.RunAsync(CancellationToken.None))!;
    }
}
