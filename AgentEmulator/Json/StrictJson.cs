using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace AgentEmulator.Json;

/// <summary>
/// JSON as it is accepted from outside: one object, RFC 8259 without extensions, no duplicate names, bounded depth,
/// every string valid Unicode. What passes here can be read later without an exception.
/// </summary>
internal static class StrictJson
{
    /// <summary>Nesting allowed in a body; the nanoFramework stack does not hold much more.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = MaxDepth,
        AllowDuplicateProperties = false,
        CommentHandling = JsonCommentHandling.Disallow,
        AllowTrailingCommas = false,
    };

    /// <summary>Only what JSON demands is escaped: devices store and compare these texts.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonSerializerOptions Serializing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static bool TryParseObject(ReadOnlySpan<byte> body, out JsonElement value, out string error)
    {
        value = default;
        try
        {
            var parsed = JsonElement.Parse(body, Options);
            if (parsed.ValueKind != JsonValueKind.Object)
            {
                error = "the body must be a JSON object";
                return false;
            }

            // Only an escape, or a byte that is no UTF-8, can make a string that cannot be read.
            if (body.Contains((byte)'\\') || !Utf8.IsValid(body))
                ReadEveryString(parsed);
            value = parsed;
            error = "";
            return true;
        }
        catch (JsonException e)
        {
            error = e.LineNumber is { } line
                ? $"not valid JSON at line {line + 1}, byte {e.BytePositionInLine + 1}"
                : "not valid JSON";
            return false;
        }
        catch (InvalidOperationException)
        {
            // The reader reports lone surrogates (\ud800) only when the string is read.
            error = "a string holds an escape that is not valid Unicode";
            return false;
        }
    }

    private static void ReadEveryString(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    ReadEveryString(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    _ = property.Name;
                    ReadEveryString(property.Value);
                }

                break;
        }
    }
}
