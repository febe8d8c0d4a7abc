using AgentEmulator.Boards;

namespace AgentEmulator.Flashing;

/// <summary>Why flashing failed: stable words for scripts.</summary>
internal static class FlashReason
{
    public const string PortMissing = "port-missing";
    public const string PortGone = "port-gone";
    public const string WrongBoard = "wrong-board";
    public const string WrongChip = "wrong-chip";
    public const string WrongFlashSize = "wrong-flash-size";
    public const string NanoffFailed = "nanoff-failed";
    public const string NotProvisioned = "not-provisioned";
    public const string NoBoot = "no-boot";
    public const string Environment = "environment";
    public const string Usage = "usage";
    public const string Interrupted = "interrupted";
}

/// <summary>How flashing one board ended.</summary>
/// <param name="Port">Its port.</param>
/// <param name="ExitCode">One of <see cref="Cli.ExitCode"/>.</param>
/// <param name="Reason">Null when all went well; else one of <see cref="FlashReason"/>.</param>
/// <param name="Message">Null when all went well; else what happened and what to do.</param>
/// <param name="Chip">What nanoff read of the chip; null when it did not get that far.</param>
/// <param name="DeployOffset">Where the application was written; null when it was not.</param>
/// <param name="DeployOffsetFromDevice">Whether that address is from the board's own table.</param>
/// <param name="Boot">What the firmware said; null when nobody listened.</param>
/// <param name="Steps">The steps that were done, with the time each took.</param>
internal sealed record FlashResult(
    string Port,
    int ExitCode,
    string? Reason,
    string? Message,
    ChipDetails? Chip,
    int? DeployOffset,
    bool DeployOffsetFromDevice,
    BootReport? Boot,
    IReadOnlyList<(string Name, TimeSpan Took)> Steps)
{
    public bool Succeeded => ExitCode == Cli.ExitCode.Done;

    /// <summary>The result as an object for JSON.</summary>
    public object ToJson() => new
    {
        Port,
        outcome = Succeeded ? "done" : "failed",
        Reason,
        Message,
        chip = Chip?.Description,
        flash_size = Chip?.FlashSize,
        mac = Chip is null ? null : ChipDetails.MacText(Chip.Mac),
        device_id = Chip is null ? null : Provisioning.DeviceId(Chip.Mac),
        deploy_offset = DeployOffset is { } offset ? NanoffCommand.Hex(offset) : null,
        deploy_offset_source = DeployOffset is null ? null : DeployOffsetFromDevice ? "device" : "board.json",
        firmware = Boot?.Booted?["firmware"],
        program = Boot?.Booted?["program"],
        gateway = Boot?.Gateway,
        steps = Steps.Select(s => new { s.Name, ms = (long)s.Took.TotalMilliseconds }),
    };
}
