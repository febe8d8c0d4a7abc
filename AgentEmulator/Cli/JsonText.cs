using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentEmulator.Cli;

/// <summary>How commands write JSON: snake_case names, indented, and readable, since it goes to a console or a file and not into a page.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Readable { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Readable);
}
