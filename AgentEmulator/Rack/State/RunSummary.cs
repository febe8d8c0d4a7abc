using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentEmulator.Rack.State;

/// <summary>The one object that <c>soak --json</c> and <c>report --json</c> print.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="Boards">In the rack's order.</param>
/// <param name="Cycles">Cycles that count, of all boards.</param>
/// <param name="Quarantined">Boards in quarantine.</param>
/// <param name="BoardS">Board time of all cycles, of all boards, in seconds.</param>
/// <param name="WallS">Real time that processes worked on the run, in seconds.</param>
/// <param name="Status">"running", "interrupted" or "ended".</param>
/// <param name="Simulated">Whether the rack was simulated.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="RackS">Rack time that passed, in seconds.</param>
internal sealed record RunSummary(
    string Run, IReadOnlyList<BoardSummary> Boards, int Cycles, int Passed, int Failed, int Quarantined, double BoardS, double WallS,
    string Status, bool Simulated, ulong Seed, double RackS)
{
    public static RunSummary Of(RunState state) => new(
        state.Run,
        [.. state.Boards.Select(BoardSummary.Of)],
        state.Cycles, state.Passed, state.Failed, state.Quarantined,
        Math.Round(state.BoardTime.TotalSeconds, 3), Math.Round(state.WallTime.TotalSeconds, 3),
        Word(state.Status), state.Begun?.Simulated ?? false, state.Begun?.Seed ?? 0, Math.Round(state.RackTime.TotalSeconds, 3));

    /// <summary>Indented, snake_case names.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunSummaryJson.Readable.RunSummary);

    internal static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>A board in <see cref="RunSummary"/>.</summary>
/// <param name="State">"waiting", "running", "missing", "quarantined" or "finished".</param>
/// <param name="Reasons">Failed cycles by reason.</param>
/// <param name="Quarantine">Why it is in quarantine; null when it is not.</param>
/// <param name="Degraded">What got worse: evidence by reason.</param>
internal sealed record BoardSummary(
    string Name, int Cycles, int Passed, int Failed, string State, IReadOnlyDictionary<string, int> Reasons,
    QuarantineSummary? Quarantine, IReadOnlyDictionary<string, string> Degraded)
{
    public static BoardSummary Of(BoardState board) => new(
        board.Name, board.Cycles, board.Passed, board.Failed, RunSummary.Word(board.Status), board.Reasons,
        board.Quarantine is { } q ? new QuarantineSummary(q.Reason, q.Evidence) : null,
        board.Degraded.ToDictionary(d => d.Key, d => d.Value.Evidence, StringComparer.Ordinal));
}

/// <summary>A quarantine in <see cref="RunSummary"/>.</summary>
internal sealed record QuarantineSummary(string Reason, string Evidence);

[JsonSerializable(typeof(RunSummary))]
internal sealed partial class RunSummaryJson : JsonSerializerContext
{
    public static RunSummaryJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
