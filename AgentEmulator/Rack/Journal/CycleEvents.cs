using System.Text.Json.Serialization;

namespace AgentEmulator.Rack.Journal;

/// <summary>A board begins a cycle.</summary>
internal sealed record CycleBegun : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.CycleBegun;

    /// <summary>Seed of all that is drawn in the cycle.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Faults injected in it, by the names of <see cref="Activation.Fault"/>; mostly none.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Whether it rechecks a board in quarantine.</summary>
    public required bool Recheck { get; init; }
}

/// <summary>A step of the cycle was reached.</summary>
/// <param name="Step">One of <see cref="CycleSteps"/>.</param>
/// <param name="BoardMs">Milliseconds of board time since the cycle began.</param>
/// <param name="Detail">What is worth showing with it; empty for nothing.</param>
internal sealed record StepReached(string Step, long BoardMs, string Detail) : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.StepReached;
}

/// <summary>A cycle is over.</summary>
internal sealed record CycleEnded : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.CycleEnded;

    /// <summary>One of <see cref="CycleOutcome"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Null when passed; else a stable word, one of <see cref="Activation.FailureReason"/> or <see cref="CycleReason"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Null when passed; else what happened in this cycle and what to do about it.</summary>
    public string? Advice { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Faults that were injected.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    public required bool Recheck { get; init; }

    /// <summary>Command line that runs this one cycle again; null for a real board, where nothing can repeat it.</summary>
    public string? Replay { get; init; }

    /// <summary>What went wrong on the way and was overcome.</summary>
    public IReadOnlyList<string> Recovered { get; init; } = [];

    /// <summary>Board time from the first power to the end of the cycle.</summary>
    public required long BoardMs { get; init; }

    /// <summary>Board time from first power to the claim; null when it was not claimed.</summary>
    public long? ActivationMs { get; init; }

    public int Boots { get; init; }

    public string? DeviceId { get; init; }

    /// <summary>"24:0a:c4:01:02:03".</summary>
    public string? Mac { get; init; }

    public string? PlanId { get; init; }

    public string? AgentUrl { get; init; }

    /// <summary>What the heartbeats of production firmware said; null without any.</summary>
    public HeartbeatFigures? Heartbeats { get; init; }

    /// <summary>Flash wear; null where it cannot be counted, as on a real board.</summary>
    public FlashFigures? Flash { get; init; }
}

/// <summary>What the heartbeats of one cycle said.</summary>
/// <param name="Count">Heartbeats received.</param>
/// <param name="FirstFreeHeap">Free heap in bytes at the first.</param>
/// <param name="LastFreeHeap">Free heap in bytes at the last.</param>
/// <param name="HeapSlope">Bytes per hour of board time, by least squares; null with fewer than 2 heartbeats. Negative: memory is lost.</param>
/// <param name="Rssi">Signal at the last in dBm; null on a wire.</param>
internal sealed record HeartbeatFigures(int Count, long? FirstFreeHeap, long? LastFreeHeap, double? HeapSlope, int? Rssi);

/// <summary>Flash wear at the end of a cycle.</summary>
/// <param name="Erases">Sector erases since the board was new, all sectors together.</param>
/// <param name="WorstSector">Number of the sector that was erased most often.</param>
/// <param name="WorstSectorErases">How often that one was erased since the board was new.</param>
/// <param name="ErasesInCycle">Sector erases in this cycle, all sectors together.</param>
/// <param name="Endurance">Erases that the chip's maker promises per sector.</param>
/// <param name="FirstSector">Number of the first sector in <paramref name="Wear"/>.</param>
/// <param name="Wear">Erases of each sector of the volume since the board was new.</param>
internal sealed record FlashFigures(
    long Erases, int WorstSector, int WorstSectorErases, long ErasesInCycle, int Endurance, int FirstSector, IReadOnlyList<int> Wear);

/// <summary>How a cycle can end.</summary>
internal static class CycleOutcome
{
    public const string Passed = "passed";
    public const string Failed = "failed";

    /// <summary>Neither: the process ended before the cycle did. It counts for nothing and is done again.</summary>
    public const string Abandoned = "abandoned";
}

/// <summary>Steps of a cycle beyond those of <see cref="Activation.ActivationSteps"/>, which lie between the first and the second of these.</summary>
internal static class CycleSteps
{
    public const string FactoryReset = "factory reset";
    public const string Verified = "verified";
    public const string Unblessed = "unblessed";

    /// <summary>All steps in the order in which a flawless cycle reaches them.</summary>
    public static IReadOnlyList<string> All { get; } = [FactoryReset, .. Activation.ActivationSteps.All, Verified, Unblessed];
}

/// <summary>Why a cycle failed when the activation itself did not: stable words.</summary>
internal static class CycleReason
{
    /// <summary>Production firmware sent too few heartbeats in the time for it.</summary>
    public const string NoHeartbeat = "no-heartbeat";

    /// <summary>The free heap fell from heartbeat to heartbeat.</summary>
    public const string HeapFalling = "heap-falling";

    /// <summary>More sectors were erased than an activation may need.</summary>
    public const string FlashWear = "flash-wear";

    /// <summary>The impCloud refused to unbless the board.</summary>
    public const string UnblessRefused = "unbless-refused";

    /// <summary>The board did not take its factory reset or its provisioning.</summary>
    public const string ResetFailed = "reset-failed";

    /// <summary>The board on the port has another MAC than the rack file says.</summary>
    public const string WrongBoard = "wrong-board";

    /// <summary>The board or its port went away during the cycle.</summary>
    public const string BoardLost = "board-lost";

    /// <summary>This computer could not do its part: an address of the services is in use, the port is busy, or the flasher is missing.</summary>
    public const string HostNotReady = "host-not-ready";

    /// <summary>A defect of the emulator: the message is in the advice.</summary>
    public const string InternalError = "internal-error";
}
