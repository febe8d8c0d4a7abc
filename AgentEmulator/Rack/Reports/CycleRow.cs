using System.Text.Json.Serialization;
using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.Reports;

/// <summary>One cycle that counts as a row of the CSV and Parquet files; columns in this order, names as written here.</summary>
internal sealed class CycleRow
{
    [JsonPropertyName("run")]
    public required string Run { get; init; }

    [JsonPropertyName("board")]
    public required string Board { get; init; }

    [JsonPropertyName("definition")]
    public required string Definition { get; init; }

    [JsonPropertyName("virtual")]
    public required bool Virtual { get; init; }

    [JsonPropertyName("group")]
    public string? Group { get; init; }

    [JsonPropertyName("cycle")]
    public required int Cycle { get; init; }

    /// <summary>Wall clock of the journal, UTC.</summary>
    [JsonPropertyName("ended_at")]
    public required DateTime EndedAt { get; init; }

    /// <summary>Rack time of the end in milliseconds since the run began.</summary>
    [JsonPropertyName("rack_ms")]
    public required long RackMs { get; init; }

    [JsonPropertyName("passed")]
    public required bool Passed { get; init; }

    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    [JsonPropertyName("advice")]
    public string? Advice { get; init; }

    [JsonPropertyName("seed")]
    public required ulong Seed { get; init; }

    /// <summary>Injected faults, separated by spaces.</summary>
    [JsonPropertyName("faults")]
    public required string Faults { get; init; }

    [JsonPropertyName("recheck")]
    public required bool Recheck { get; init; }

    [JsonPropertyName("replay")]
    public string? Replay { get; init; }

    [JsonPropertyName("board_ms")]
    public required long BoardMs { get; init; }

    [JsonPropertyName("activation_ms")]
    public long? ActivationMs { get; init; }

    [JsonPropertyName("boots")]
    public required int Boots { get; init; }

    [JsonPropertyName("device_id")]
    public string? DeviceId { get; init; }

    [JsonPropertyName("mac")]
    public string? Mac { get; init; }

    [JsonPropertyName("plan_id")]
    public string? PlanId { get; init; }

    [JsonPropertyName("agent_url")]
    public string? AgentUrl { get; init; }

    [JsonPropertyName("heartbeats")]
    public int? Heartbeats { get; init; }

    [JsonPropertyName("free_heap_first")]
    public long? FreeHeapFirst { get; init; }

    [JsonPropertyName("free_heap_last")]
    public long? FreeHeapLast { get; init; }

    /// <summary>Bytes per hour.</summary>
    [JsonPropertyName("heap_slope")]
    public double? HeapSlope { get; init; }

    /// <summary>dBm.</summary>
    [JsonPropertyName("rssi")]
    public int? Rssi { get; init; }

    [JsonPropertyName("flash_erases")]
    public long? FlashErases { get; init; }

    [JsonPropertyName("flash_erases_in_cycle")]
    public long? FlashErasesInCycle { get; init; }

    [JsonPropertyName("worst_sector")]
    public int? WorstSector { get; init; }

    [JsonPropertyName("worst_sector_erases")]
    public int? WorstSectorErases { get; init; }

    [JsonPropertyName("endurance")]
    public int? Endurance { get; init; }

    public static CycleRow Of(string run, RunBoard board, RackEvent e, CycleEnded end) => new()
    {
        Run = run,
        Board = board.Name,
        Definition = board.Definition,
        Virtual = board.Virtual,
        Group = board.Group,
        Cycle = e.Cycle ?? 0,
        EndedAt = e.At.UtcDateTime,
        RackMs = (long)e.RackTime.TotalMilliseconds,
        Passed = end.Outcome == CycleOutcome.Passed,
        Reason = end.Reason,
        Advice = end.Advice,
        Seed = end.Seed,
        Faults = string.Join(' ', end.Faults),
        Recheck = end.Recheck,
        Replay = end.Replay,
        BoardMs = end.BoardMs,
        ActivationMs = end.ActivationMs,
        Boots = end.Boots,
        DeviceId = end.DeviceId,
        Mac = end.Mac,
        PlanId = end.PlanId,
        AgentUrl = end.AgentUrl,
        Heartbeats = end.Heartbeats?.Count,
        FreeHeapFirst = end.Heartbeats?.FirstFreeHeap,
        FreeHeapLast = end.Heartbeats?.LastFreeHeap,
        HeapSlope = end.Heartbeats?.HeapSlope,
        Rssi = end.Heartbeats?.Rssi,
        FlashErases = end.Flash?.Erases,
        FlashErasesInCycle = end.Flash?.ErasesInCycle,
        WorstSector = end.Flash?.WorstSector,
        WorstSectorErases = end.Flash?.WorstSectorErases,
        Endurance = end.Flash?.Endurance,
    };
}
