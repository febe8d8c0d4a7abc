using System.Text.Json;

namespace AgentEmulator.Json;

/// <summary>
/// Reads the fields of one JSON object and remembers the first thing wrong with them, so that a parser reads top to
/// bottom and asks once at its end. Unknown fields are ignored: newer firmware may send more.
/// </summary>
internal sealed class ObjectReader(JsonElement value, string where = "")
{
    public string? Error { get; private set; }

    /// <summary>A required string of at most <paramref name="maxLength"/> characters.</summary>
    public string Text(string name, int maxLength)
    {
        if (!value.TryGetProperty(name, out var field))
            return Fail(name, "is missing", "");
        if (field.ValueKind != JsonValueKind.String)
            return Fail(name, "must be a string", "");
        var text = field.GetString() ?? "";
        return text.Length <= maxLength ? text : Fail(name, $"is longer than {maxLength} characters", "");
    }

    /// <summary>A required string that <paramref name="isValid"/> accepts.</summary>
    public string Text(string name, int maxLength, Func<string, bool> isValid, string expected)
    {
        var text = Text(name, maxLength);
        return Error is not null || isValid(text) ? text : Fail(name, $"must be {expected}", "");
    }

    public long Integer(string name, long min, long max)
    {
        if (!value.TryGetProperty(name, out var field))
            return Fail(name, "is missing", min);
        if (field.ValueKind != JsonValueKind.Number || !field.TryGetInt64(out var number))
            return Fail(name, "must be an integer", min);
        return number >= min && number <= max ? number : Fail(name, $"must be between {min} and {max}", min);
    }

    public bool Boolean(string name)
    {
        if (!value.TryGetProperty(name, out var field))
            return Fail(name, "is missing", false);
        return field.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? field.GetBoolean()
            : Fail(name, "must be true or false", false);
    }

    public JsonElement Array(string name)
    {
        if (!value.TryGetProperty(name, out var field))
            return Fail<JsonElement>(name, "is missing", default);
        return field.ValueKind == JsonValueKind.Array ? field : Fail<JsonElement>(name, "must be an array", default);
    }

    /// <summary>The value, or null when the field is absent.</summary>
    public JsonElement? Any(string name) => value.TryGetProperty(name, out var field) ? field : null;

    private T Fail<T>(string name, string what, T fallback)
    {
        Error ??= $"{where}{name} {what}";
        return fallback;
    }
}
