using AgentEmulator.Boards;
using AgentEmulator.Cli;
using AgentEmulator.Serial;

namespace AgentEmulator.Flashing;

/// <summary>Flashes one board, or provisions it, from the first step to the last.</summary>
internal sealed class FlashRun(IBoardPorts ports, FlashRequest request, string nanoff, IFlashView view, TimeProvider time)
{
    private readonly List<(string, TimeSpan)> _steps = [];
    private readonly BoardProgrammer _programmer = new(ports, request, nanoff, view, time);
    private ChipDetails? _chip;
    private int? _address;
    private bool _addressFromDevice;
    private BootReport? _boot;

    /// <summary>Writes nanoCLR, the application and the provisioning, and waits for the firmware. Does not throw for what can go wrong.</summary>
    public Task<FlashResult> FlashAsync(AppImage image, CancellationToken cancel) => GuardAsync(() => AllAsync(image, cancel), cancel);

    /// <summary>Provisions a board that has the firmware already.</summary>
    public Task<FlashResult> ProvisionAsync(CancellationToken cancel) => GuardAsync(() => OnlyProvisionAsync(cancel), cancel);

    private async Task AllAsync(AppImage image, CancellationToken cancel)
    {
        await IdentifyAsync(cancel);
        if (request.Clr != ClrChoice.Keep)
            await StepAsync(FlashSteps.Clr, () => _programmer.UpdateClrAsync(image.Version, cancel), () => request.Board.NanoFrameworkTarget);
        var (address, size) = await PlaceAsync(cancel);
        var filled = image.FillTo(size);
        await StepAsync(FlashSteps.Deploy, () => _programmer.DeployAsync(filled, address, cancel), () => $"{image.Bytes.Length} bytes at {NanoffCommand.Hex(address)}");
        _address = address;
        if (request.Provision is { } provision)
            await StepAsync(FlashSteps.Files, () => _programmer.ProvisionAsync(_chip!.Mac, provision, cancel), null);
        if (request.Verify)
            await VerifyAsync(cancel);
    }

    private async Task OnlyProvisionAsync(CancellationToken cancel)
    {
        await IdentifyAsync(cancel);
        await StepAsync(FlashSteps.Files, () => _programmer.ProvisionAsync(_chip!.Mac, request.Provision!, cancel), null);
        if (request.Verify)
            await VerifyAsync(cancel);
    }

    private Task IdentifyAsync(CancellationToken cancel) => StepAsync(
        FlashSteps.Identify,
        async () => _chip = await _programmer.IdentifyAsync(cancel),
        () => $"{_chip!.Description}, {BoardFacts.Bytes(_chip.FlashSize)} flash, {ChipDetails.MacText(_chip.Mac)}");

    /// <summary>Where the application goes and how much room it has there.</summary>
    private async Task<(int Address, int Size)> PlaceAsync(CancellationToken cancel)
    {
        var described = request.Board.Partitions.First(p => p.Name == "deploy");
        if (request.Table == TableSource.Definition)
            return (described.Offset, described.Size);
        FoundPartition? found = null;
        await StepAsync(
            FlashSteps.ReadTable,
            async () => found = await _programmer.ReadDeployPartitionAsync(cancel),
            () => found is null ? "not readable" : $"application at {NanoffCommand.Hex(found.Offset)}, {BoardFacts.Bytes(found.Size)}");
        if (found is null)
            return (described.Offset, described.Size);
        _addressFromDevice = true;
        if (found.Offset != described.Offset)
        {
            view.Note(
                $"The board's own partition table has the application at {NanoffCommand.Hex(found.Offset)}, its definition at {NanoffCommand.Hex(described.Offset)}: the board's own is right.");
        }

        return (found.Offset, found.Size);
    }

    private async Task VerifyAsync(CancellationToken cancel)
    {
        view.Step(FlashSteps.Verify, "");
        await StepAsync(FlashSteps.Verify, async () => _boot = await _programmer.BootAsync(cancel), null);
        BootVerdict.Check(_boot!, request, _chip!);
        view.Done(FlashSteps.Verify, $"firmware {_boot!.Booted!["firmware"]}, program {_boot.Booted["program"]}");
    }

    private async Task StepAsync(string name, Func<Task> step, Func<string>? detail)
    {
        var began = time.GetTimestamp();
        await step();
        _steps.Add((name, time.GetElapsedTime(began)));
        if (detail is not null)
            view.Done(name, detail());
    }

    private async Task<FlashResult> GuardAsync(Func<Task> work, CancellationToken cancel)
    {
        try
        {
            if (!ports.Exists(request.Port))
                return Failed(ExitCode.Environment, FlashReason.PortMissing, $"There is no serial port {request.Port}. Is the board plugged in? `boards detect` shows what is there.");
            await work();
            return Result(ExitCode.Done, null, null);
        }
        catch (FlashFailureException e)
        {
            return Failed(e.ExitCode, e.Reason, e.Message);
        }
        catch (PortVanishedException e)
        {
            return Failed(ExitCode.Environment, FlashReason.PortGone, $"{e.Message} {AfterLoss()}");
        }
        catch (EnvironmentFailureException e)
        {
            return Failed(ExitCode.Environment, FlashReason.Environment, e.Message);
        }
        catch (UsageException e)
        {
            return Failed(ExitCode.Usage, FlashReason.Usage, e.Message);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return Failed(ExitCode.Interrupted, FlashReason.Interrupted, $"Interrupted. {AfterLoss()}");
        }
    }

    /// <summary>What state the board is in when the work ended in the middle, and how to go on.</summary>
    private string AfterLoss() => _steps.Count switch
    {
        0 => "Nothing was written. Plug the board in and run the command again.",
        _ => $"The last step that was done is \"{_steps[^1].Item1}\". Plug the board in and run the command again: it starts from the beginning and repairs what is half written.",
    };

    private FlashResult Failed(int code, string reason, string message) => Result(code, reason, message);

    private FlashResult Result(int code, string? reason, string? message) =>
        new(request.Port, code, reason, message, _chip, _address, _addressFromDevice, _boot, [.. _steps]);
}
