using AgentEmulator.Cli;
using AgentEmulator.Flashing;
using AgentEmulator.Serial;
using VirtualBoard.Boards;

namespace AgentEmulator.HardwareTesting;

/// <summary>What to test and how.</summary>
/// <param name="Port">Serial port.</param>
/// <param name="Board">What is behind it.</param>
/// <param name="Baud">Speed.</param>
/// <param name="Path">Image, project or folder; null for HardwareTests.</param>
/// <param name="Nanoff">The flasher; null to search.</param>
/// <param name="Address">Where in flash the tests go; null for the board definition's place.</param>
/// <param name="OnlyListen">Whether to write nothing to the board.</param>
/// <param name="Limits">How long to listen.</param>
/// <param name="Log">Where the serial log goes; null for none.</param>
internal sealed record RealTestRequest(
    string Port, BoardDefinition Board, int Baud, string? Path, FileInfo? Nanoff, int? Address, bool OnlyListen, ListenLimits Limits, FileInfo? Log);

/// <summary>Tests on a real board: build, write, restart, listen.</summary>
internal sealed class RealTestRun(RealTestRequest request, TestView view, TimeProvider time)
{
    private static readonly TimeSpan WriteLimit = TimeSpan.FromMinutes(5);

    /// <summary>Runs the tests. Listening that is cancelled gives what there is.</summary>
    public async Task<BoardTestReport> RunAsync(CancellationToken cancel)
    {
        var ports = new SerialBoardPorts(time);
        ports.ThrowIfNotFree(request.Port);
        using var log = request.Log is null ? null : SerialLog.Create(request.Log, time);
        view.Begin($"{request.Board.Name} on {request.Port}");
        var known = KnownTests.Of(request.OnlyListen ? TestsToListenFor() : await DeployAsync(cancel));

        using var port = ports.Open(request.Port, request.Baud);
        var listener = new BoardListener(port, known, request.Limits, time);
        listener.TestEnded += result =>
        {
            if (known.Counts(result))
                view.Test(known.Report(result, listener.Log.OutputOf(result)));
        };
        listener.Rebooted += view.Rebooted;
        listener.Printed += view.Printed;
        if (log is not null)
            listener.Received += bytes => log.Write(bytes.Span);
        if (!await port.ResetAsync(cancel))
            view.Note($"{request.Port} has no lines to restart the board with; if no test shows up, press its reset button.");
        view.Note($"Listening; at most {request.Limits.Silence.TotalSeconds:0} s of silence, {request.Limits.Whole.TotalSeconds:0} s altogether.");

        var end = await listener.ListenAsync(cancel);
        var report = BoardTestReport.Of(listener.Log, known, end);
        view.Explain(Explanation.Of(report, listener, request));
        return report;
    }

    /// <summary>Writes the tests to the board.</summary>
    /// <returns>The assembly with the tests, where there is one.</returns>
    private async Task<string?> DeployAsync(CancellationToken cancel)
    {
        var programs = new ExternalProgram(time, view.Program);
        var nanoff = new Nanoff(Nanoff.Find(request.Nanoff, "Or deploy by other means and use --no-deploy."), programs);
        view.Note("Preparing the test image.");
        var image = await new TestImageSource(programs).GetAsync(request.Path, cancel);
        var partition = request.Board.Partitions.First(p => p.Name == "deploy");
        var address = request.Address ?? request.Board.DeployOffset;
        view.Note($"Writing {image.Bytes.Length} bytes to 0x{address:X} with nanoff.");
        await WriteAsync(nanoff, address, image.FillTo((int)(partition.End - address)), cancel);
        return image.TestAssembly;
    }

    private async Task WriteAsync(Nanoff nanoff, int address, byte[] image, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("nf-test-image-");
        try
        {
            var bin = Path.Combine(folder.FullName, $"{TestImage.TestAssemblyName}.bin");
            await File.WriteAllBytesAsync(bin, image, cancel);
            var command = NanoffCommand.Deploy(
                request.Board.NanoFrameworkTarget, SerialBoardPorts.Device(request.Port), baud: null, bin, address);
            var end = await nanoff.RunAsync(command, WriteLimit, cancel);
            if (!end.Succeeded)
            {
                throw new EnvironmentFailureException(
                    $"{Nanoff.Name} could not write the test image to the board on {request.Port} (exit code {end.ExitCode}); it says why above. {end.Advice}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What is on the board already may be told by PATH; it is not built for that.</summary>
    private string? TestsToListenFor()
    {
        if (request.Path is null)
            return null;
        var path = Path.GetFullPath(request.Path);
        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(path)!;
        var assembly = Path.Combine(folder, $"{TestImage.TestAssemblyName}.dll");
        return File.Exists(assembly)
            ? assembly
            : throw new UsageException($"With --no-deploy PATH tells which tests to expect, but {assembly} does not exist. Leave PATH out to take what comes.");
    }
}
