using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentEmulator.Exploration;

/// <summary>What exploration and simulation say to machines: one JSON object, snake_case names, times in seconds.</summary>
internal sealed record ExplorationSummary(
    int Runs, int States, IReadOnlyList<ViolationSummary> Violations, IReadOnlyDictionary<string, string> TraceHash, double BoardS, double WallS,
    bool Interrupted)
{
    public string ToJson() => JsonSerializer.Serialize(this, ExplorationJson.Readable.ExplorationSummary);
}

/// <summary>A broken promise and the command that breaks it again.</summary>
internal sealed record ViolationSummary(ulong Seed, string Promise, string Replay, string? Board, string What);

[JsonSerializable(typeof(ExplorationSummary))]
internal sealed partial class ExplorationJson : JsonSerializerContext
{
    public static ExplorationJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
