using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentEmulator.Activation;

/// <summary>How one activation ended, for people and, as <see cref="ToJson"/>, for machines.</summary>
internal sealed record ActivationReport
{
    /// <summary>"activated" or "failed".</summary>
    public required string Outcome { get; init; }

    /// <summary>Null when activated; else a stable word, one of <see cref="FailureReason"/>.</summary>
    public required string? Reason { get; init; }

    /// <summary>Null when activated; else what happened and what to do about it.</summary>
    public required string? Advice { get; init; }

    /// <summary>What was seen that explains the reason, such as the name of a lost message; null when there is nothing to add.</summary>
    public required string? Detail { get; init; }

    /// <summary>What is worth knowing before the next unit although it is no failure.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What went wrong on the way and was overcome.</summary>
    public required IReadOnlyList<string> Recovered { get; init; }

    /// <summary>Whether the board was already activated when the run began.</summary>
    public required bool AlreadyActivated { get; init; }

    public required string Board { get; init; }

    public required string DeviceId { get; init; }

    /// <summary>"24:0a:c4:01:02:03".</summary>
    public required string Mac { get; init; }

    public required string? PlanId { get; init; }

    public required string? AgentUrl { get; init; }

    /// <summary>Boots of the board in this run.</summary>
    public required int Boots { get; init; }

    /// <summary>Why a virtual board booted again, each time; empty for a real one, which does not tell.</summary>
    public required IReadOnlyList<string> Resets { get; init; }

    /// <summary>Board time from first power to the end.</summary>
    public required TimeSpan BoardTime { get; init; }

    /// <summary>Real time of the same.</summary>
    public required TimeSpan WallTime { get; init; }

    public required ulong Seed { get; init; }

    public required IReadOnlyList<string> Faults { get; init; }

    public required IReadOnlyList<ActivationStep> Steps { get; init; }

    public bool Succeeded => Outcome == Outcomes.Activated;

    /// <summary>Puts a report together of what a tracker found and what is known of the run.</summary>
    public static ActivationReport Of(ActivationTracker tracker, ActivationFacts facts) => new()
    {
        Outcome = tracker.Failure is null ? Outcomes.Activated : Outcomes.Failed,
        Reason = tracker.Failure?.Reason,
        Detail = tracker.Failure?.Detail,
        Advice = tracker.Failure is { } failure ? FailureReason.Advice(failure.Reason) : null,
        Notes = [.. tracker.Notes],
        Recovered = [.. tracker.Recovered],
        AlreadyActivated = tracker.AlreadyActivated,
        Board = facts.Board,
        DeviceId = facts.DeviceId,
        Mac = facts.Mac,
        PlanId = tracker.PlanId,
        AgentUrl = tracker.AgentUrl,
        Boots = facts.Boots,
        Resets = facts.Resets,
        BoardTime = facts.BoardTime,
        WallTime = facts.WallTime,
        Seed = facts.Seed,
        Faults = facts.Faults,
        Steps = [.. tracker.Steps],
    };

    /// <summary>One JSON object, snake_case names, times in whole milliseconds.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new JsonReport(
            Outcome, Reason, Detail, Advice, Recovered, Notes, AlreadyActivated, Board, DeviceId, Mac, PlanId, AgentUrl, Boots, Resets,
            (long)BoardTime.TotalMilliseconds, (long)WallTime.TotalMilliseconds, Seed, Faults,
            [.. Steps.Select(s => new JsonStep(s.Name, (long)s.BoardTime.TotalMilliseconds, s.Detail))]),
        ReportJson.Readable.JsonReport);

    /// <summary>The two words an activation can end with.</summary>
    internal static class Outcomes
    {
        public const string Activated = "activated";
        public const string Failed = "failed";
    }
}

/// <summary>What is known of a run besides what its tracker found; see the members of <see cref="ActivationReport"/>.</summary>
internal sealed record ActivationFacts
{
    public required string Board { get; init; }

    public required string DeviceId { get; init; }

    public required string Mac { get; init; }

    public required int Boots { get; init; }

    public IReadOnlyList<string> Resets { get; init; } = [];

    public required TimeSpan BoardTime { get; init; }

    public required TimeSpan WallTime { get; init; }

    /// <summary>0 (default) on a real board, where nothing is drawn from a seed.</summary>
    public ulong Seed { get; init; }

    public IReadOnlyList<string> Faults { get; init; } = [];
}

internal sealed record JsonStep(string Name, long BoardMs, string Detail);

internal sealed record JsonReport(
    string Outcome, string? Reason, string? Detail, string? Advice, IReadOnlyList<string> Recovered, IReadOnlyList<string> Notes, bool AlreadyActivated, string Board,
    string DeviceId, string Mac, string? PlanId, string? AgentUrl, int Boots, IReadOnlyList<string> Resets, long BoardMs, long WallMs, ulong Seed,
    IReadOnlyList<string> Faults, IReadOnlyList<JsonStep> Steps);

[JsonSerializable(typeof(JsonReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>For objects that are put together by hand: as <see cref="Readable"/>.</summary>
    public static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Snake case, indented; the ellipsis of shortened secrets as itself, since the object goes to a console or file, not into HTML.</summary>
    public static ReportJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
