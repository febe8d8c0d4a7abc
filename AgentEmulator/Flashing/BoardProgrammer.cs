using System.Globalization;
using System.Text.RegularExpressions;
using AgentEmulator.Boards;
using AgentEmulator.Cli;
using AgentEmulator.Serial;
using VirtualBoard.Boards;

namespace AgentEmulator.Flashing;

/// <summary>The single steps of work on a real board, each of which ends with a clear failure or is done.</summary>
/// <remarks>What writes goes through nanoff; a step that fails on the line is tried again at lower speeds.</remarks>
internal sealed partial class BoardProgrammer
{
    private readonly IBoardPorts _ports;
    private readonly FlashRequest _request;
    private readonly string _nanoff;
    private readonly IFlashView _view;
    private readonly TimeProvider _time;
    private readonly string _device;
    private int _speed;

    public BoardProgrammer(IBoardPorts ports, FlashRequest request, string nanoff, IFlashView view, TimeProvider time)
    {
        _ports = ports;
        _request = request;
        _nanoff = nanoff;
        _view = view;
        _time = time;
        _device = SerialBoardPorts.Device(request.Port);
    }

    private FlashLimits Limits => _request.Limits;

    private BoardDefinition Board => _request.Board;

    /// <summary>Reads who the board is, and refuses one that is not what it should be. Writes nothing.</summary>
    public async Task<ChipDetails> IdentifyAsync(CancellationToken cancel)
    {
        if (Board.Reset is ManualReset manual)
            _view.Note($"This board needs your hands: {manual.How}");
        var end = await AtSomeSpeedAsync(FlashSteps.Identify, baud => NanoffCommand.Identify(_device, baud), Limits.Identify, cancel);
        var chip = ChipDetails.TryParse(end.Output)
            ?? throw Failure(FlashReason.NanoffFailed, "nanoff did not say which chip it found; version 2.5 does. Nothing was written.");
        if (_request.Mac is { } mac && !mac.AsSpan().SequenceEqual(chip.Mac))
        {
            throw Failure(
                FlashReason.WrongBoard,
                $"The board on {_request.Port} is {ChipDetails.MacText(chip.Mac)}, not {ChipDetails.MacText(mac)} as --mac says. Nothing was written.");
        }

        if (chip.Chip != Board.Chip)
        {
            throw Failure(
                FlashReason.WrongChip,
                $"The chip on {_request.Port} is {chip.Description}; {Board.Name} has {Board.Chip}. Nothing was written. `boards list` shows boards with that chip.");
        }

        if (chip.FlashSize != 0 && chip.FlashSize != Board.FlashSize)
            FlashSizeDiffers(chip);
        return chip;
    }

    /// <summary>Installs or updates nanoCLR.</summary>
    public Task UpdateClrAsync(int imageVersion, CancellationToken cancel) => AtSomeSpeedAsync(
        FlashSteps.Clr,
        baud => NanoffCommand.Update(
            Board.NanoFrameworkTarget, _device, baud, _request.WantsPreview(imageVersion), _request.ClrVersion, _request.EraseAll),
        Limits.Update,
        cancel);

    /// <summary>Reads the partition table from the board.</summary>
    /// <returns>The partition for the application; null when it could not be read, and the board definition has to do.</returns>
    public async Task<FoundPartition?> ReadDeployPartitionAsync(CancellationToken cancel)
    {
        // The content of a flash holds a board's key and passwords: the folder is for this user alone, and goes at once.
        var folder = Directory.CreateTempSubdirectory("nf-flash-");
        try
        {
            await AtSomeSpeedAsync(
                FlashSteps.ReadTable, baud => NanoffCommand.ReadFlash(_device, baud, folder.FullName, "flash.bin"), Limits.ReadFlash, cancel);
            var table = PartitionTableImage.Read(AppImage.ReadFile(Path.Combine(folder.FullName, "flash.bin")));
            return PartitionTableImage.Deploy(table);
        }
        catch (Exception e) when (e is FormatException or EnvironmentFailureException || e is FlashFailureException { Reason: FlashReason.NanoffFailed })
        {
            _view.Note($"The partition table could not be read from the board ({e.Message}); the address of the board definition is taken.");
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes the application.</summary>
    public async Task DeployAsync(byte[] image, int address, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("nf-image-");
        try
        {
            var file = Path.Combine(folder.FullName, DeviceBuild.ImageName);
            await File.WriteAllBytesAsync(file, image, cancel);
            await AtSomeSpeedAsync(
                FlashSteps.Deploy, baud => NanoffCommand.Deploy(Board.NanoFrameworkTarget, _device, baud, file, address), Limits.Deploy, cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes what the board needs to find its factory.</summary>
    public async Task ProvisionAsync(ReadOnlyMemory<byte> mac, ProvisionRequest request, CancellationToken cancel)
    {
        using var files = ProvisionFiles.Write(_device, Board, mac.Span, request);
        var end = await RunAsync(FlashSteps.Files, NanoffCommand.Files(files.Files), Limits.Files, cancel);
        // nanoff says that a file was not written, and ends as if it was.
        if (!end.Succeeded || FileRefused().IsMatch(end.Output))
            throw NanoffFailure(FlashSteps.Files, end);
        _view.Done(FlashSteps.Files, request.Gateway);
        if (files.Network is not { } network)
            return;
        end = await RunAsync(FlashSteps.Network, NanoffCommand.Network(network), Limits.Files, cancel);
        if (!end.Succeeded)
            throw NanoffFailure(FlashSteps.Network, end);
        _view.Done(FlashSteps.Network, request.FactoryNetwork?.Ssid ?? "");
    }

    /// <summary>Restarts the board and listens to what its firmware says.</summary>
    public Task<BootReport> BootAsync(CancellationToken cancel)
    {
        var check = new BootCheck(_ports, Limits, _time);
        check.Printed += line => _view.Said($"board | {line}");
        check.NeedsReset += () => _view.Note($"{_request.Port} has no lines to restart the board with: press its reset button now.");
        return check.RunAsync(_request.Port, cancel);
    }

    private async Task<NanoffEnd> AtSomeSpeedAsync(string step, Func<int, string[]> command, TimeSpan limit, CancellationToken cancel)
    {
        var speeds = _request.SpeedsToTry;
        while (true)
        {
            var end = await RunAsync(step, command(speeds[_speed]), limit, cancel);
            if (end.Succeeded)
                return end;
            if (!end.MayWorkSlower || _speed == speeds.Count - 1)
                throw NanoffFailure(step, end);
            _view.Note($"{step}: nanoff failed with {end.Code} at {speeds[_speed]} baud; trying again at {speeds[_speed + 1]}.");
            _speed++;
        }
    }

    private async Task<NanoffEnd> RunAsync(string step, string[] arguments, TimeSpan limit, CancellationToken cancel)
    {
        _view.Step(step, CommandText.Of(Nanoff.Name, arguments));
        var nanoff = new Nanoff(_nanoff, new ExternalProgram(_time, Heard));
        return await new PortWatch(_ports, _request.Port, Limits.Absence, _time).RunAsync(
            token => nanoff.RunAsync(arguments, limit, token), end => !end.Succeeded, cancel);
    }

    private void Heard(string line)
    {
        if (Percent().Match(line) is { Success: true } percent && double.TryParse(percent.Groups["n"].ValueSpan, CultureInfo.InvariantCulture, out var hundredth))
            _view.Progress(hundredth / 100);
        else if (!string.IsNullOrWhiteSpace(line))
            _view.Said(line.TrimEnd());
    }

    private void FlashSizeDiffers(ChipDetails chip)
    {
        var found = $"The flash of the board has {BoardFacts.Bytes(chip.FlashSize)}; {Board.Name} is described with {BoardFacts.Bytes(Board.FlashSize)}";
        if (_request.Table == TableSource.Definition)
        {
            throw Failure(
                FlashReason.WrongFlashSize,
                $"{found}, so its partition table is another one. Leave --table board out, so that the table is read from the board. Nothing was written.");
        }

        _view.Note($"{found}. Its own partition table decides where the application goes.");
    }

    private FlashFailureException NanoffFailure(string step, NanoffEnd end) => Failure(
        FlashReason.NanoffFailed,
        $"{step}: nanoff failed on {_request.Port} ({(end.Succeeded ? "a file was not written" : end.Code)}). " +
        (PortUsers.Of(_request.Port) is { Count: > 0 } users ? $"{PortUsers.Text(users)} has the port open: close that program." : end.Advice) +
        (Board.Reset is ManualReset manual && end.Error is (4000 or 4005) ? $" This board has no automatic reset: {manual.How}" : ""));

    private static FlashFailureException Failure(string reason, string message) => new(ExitCode.Environment, reason, message);

    // A progress bar of nanoff: "Writing at 0x00010000 [====>    ]  41.3% 1234/5678 bytes...", "Reading flash... 12%".
    [GeneratedRegex(@"(^|[\] ])\s*(?<n>[0-9]{1,3}([.][0-9]+)?)%")]
    private static partial Regex Percent();

    [GeneratedRegex(@"(Error|Exception) deploying", RegexOptions.IgnoreCase)]
    private static partial Regex FileRefused();
}
