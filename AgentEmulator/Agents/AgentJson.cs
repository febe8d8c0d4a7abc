using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentEmulator.Json;

namespace AgentEmulator.Agents;

/// <summary>Careful reading of what came from elsewhere: wrong shapes give null, never an exception.</summary>
public static class AgentJson
{
    /// <summary>The string field of that name, or null when the value is no object or the field no string.</summary>
    public static string? Text(this JsonNode? value, string name) =>
        Field(value, name) is { } field && field.TryGetValue(out string? text) ? text : null;

    /// <summary>The number field of that name as an integer, or null.</summary>
    public static long? Integer(this JsonNode? value, string name) =>
        Field(value, name) is { } field && field.TryGetValue(out long number) ? number : null;

    /// <summary>The boolean field of that name, or null.</summary>
    public static bool? Boolean(this JsonNode? value, string name) =>
        Field(value, name) is { } field && field.TryGetValue(out bool flag) ? flag : null;

    /// <summary>The JSON object in a text; false when it is not one.</summary>
    internal static bool TryParse(string text, out JsonObject value)
    {
        value = [];
        if (!StrictJson.TryParseObject(Encoding.UTF8.GetBytes(text), out var parsed, out _))
            return false;
        value = JsonSerializer.SerializeToNode(parsed)!.AsObject();
        return true;
    }

    private static JsonValue? Field(JsonNode? value, string name) =>
        value is JsonObject table && table.TryGetPropertyValue(name, out var field) ? field as JsonValue : null;
}
