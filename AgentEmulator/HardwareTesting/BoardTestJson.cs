using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentEmulator.HardwareTesting;

/// <summary>A run as one JSON object.</summary>
internal static class BoardTestJson
{
    public static string Of(BoardTestReport report) => JsonSerializer.Serialize(
        new JsonRun(
            report.Passed, report.Failed, report.Skipped, report.NotRun, Word(report.End.ToString()), report.Reboots,
            [.. report.Tests.Select(t => new JsonTest(t.Name, Word(t.Outcome.ToString()), t.Message, t.File, t.Line))]),
        BoardTestJsonContext.Readable.JsonRun);

    /// <summary>"NotRun" becomes "not-run".</summary>
    private static string Word(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}

internal sealed record JsonRun(
    int Passed, int Failed, int Skipped, int NotRun, string End, int Reboots, IReadOnlyList<JsonTest> Tests);

internal sealed record JsonTest(string Name, string Outcome, string? Message, string? File, int? Line);

[JsonSerializable(typeof(JsonRun))]
internal sealed partial class BoardTestJsonContext : JsonSerializerContext
{
    /// <summary>Gets the context that leaves quotes and angle brackets readable: the text goes to a console, not into a page.</summary>
    public static BoardTestJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
