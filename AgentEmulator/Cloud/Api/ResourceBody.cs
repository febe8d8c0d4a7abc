using System.Text.Json;
using AgentEmulator.Json;

namespace AgentEmulator.Cloud.Api;

/// <summary>
/// Reads a JSON:API document, <c>{"data":{"type","id","attributes","relationships"}}</c>, as the public clients send it: an identifier
/// stands in a relationship directly, without "data". Whatever is wrong ends the request with 400.
/// </summary>
internal sealed class ResourceBody
{
    private readonly JsonElement _attributes;
    private readonly JsonElement? _relationships;

    private ResourceBody(string type, JsonElement attributes, JsonElement? relationships)
    {
        Type = type;
        _attributes = attributes;
        _relationships = relationships;
    }

    public string Type { get; }

    /// <param name="request">A request with a body.</param>
    /// <param name="isType">Which types may be sent.</param>
    /// <param name="expected">These types in words.</param>
    /// <param name="attributes">Names that may be sent; another one is refused, so that no setting is lost over a typing error.</param>
    public static ResourceBody Read(ApiRequest request, Func<string, bool> isType, string expected, params IReadOnlyList<string> attributes)
    {
        var data = Object(request.Body, "data");
        var type = TextOf(data, "data.", "type", 64) ?? throw ApiRefusalException.Invalid("data.type is missing");
        if (!isType(type))
            throw ApiRefusalException.Invalid($"data.type must be {expected}");
        var given = data.TryGetProperty("attributes", out var found) && found.ValueKind != JsonValueKind.Null
            ? Object(data, "attributes", "data.")
            : EmptyObject;
        foreach (var property in given.EnumerateObject())
        {
            if (!attributes.Contains(property.Name, StringComparer.Ordinal))
            {
                throw ApiRefusalException.Invalid(
                    $"data.attributes.{ApiRefusalException.Cut(property.Name)} is no attribute that can be set here; these can: {string.Join(", ", attributes)}");
            }
        }

        return new ResourceBody(
            type, given, data.TryGetProperty("relationships", out var relationships) && relationships.ValueKind != JsonValueKind.Null
                ? Object(data, "relationships", "data.") : null);
    }

    public static ResourceBody Read(ApiRequest request, string type, params IReadOnlyList<string> attributes) =>
        Read(request, given => given == type, type, attributes);

    /// <summary>Identifiers of resources: <c>{"data":[{"type","id"}]}</c>.</summary>
    public static IReadOnlyList<string> Identifiers(ApiRequest request, string type, int atMost)
    {
        if (!request.Body.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            throw ApiRefusalException.Invalid("data must be an array of resource identifiers");
        if (data.GetArrayLength() is 0 || data.GetArrayLength() > atMost)
            throw ApiRefusalException.Invalid($"data must have 1 to {atMost} identifiers");
        return [.. data.EnumerateArray().Select((item, i) => Identifier(item, $"data[{i}].", given => given == type, type).Id)];
    }

    /// <summary>One identifier: <c>{"data":{"type","id"}}</c>.</summary>
    public static string Identifier(ApiRequest request, string type) =>
        Identifier(Object(request.Body, "data"), "data.", given => given == type, type).Id;

    public bool Has(string attribute) => _attributes.TryGetProperty(attribute, out _);

    public string? Text(string attribute, int maxLength, int minLength = 0)
    {
        var text = TextOf(_attributes, "data.attributes.", attribute, maxLength);
        return text is null || text.Length >= minLength
            ? text
            : throw ApiRefusalException.Invalid($"data.attributes.{attribute} must have at least {minLength} characters");
    }

    public string RequiredText(string attribute, int maxLength, int minLength = 1) =>
        Text(attribute, maxLength, minLength) ?? throw ApiRefusalException.Invalid($"data.attributes.{attribute} is missing");

    public string? OneOf(string attribute, IReadOnlyList<string> values)
    {
        var text = Text(attribute, 128);
        return text is null || values.Contains(text, StringComparer.Ordinal)
            ? text
            : throw ApiRefusalException.Invalid($"data.attributes.{attribute} must be one of {string.Join(", ", values)}");
    }

    public bool? Flag(string attribute)
    {
        if (!_attributes.TryGetProperty(attribute, out var value))
            return null;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw ApiRefusalException.Invalid($"data.attributes.{attribute} must be true or false");
    }

    /// <summary>An attribute's raw JSON, which must be of that kind.</summary>
    public string? Raw(string attribute, JsonValueKind kind, int maxLength)
    {
        if (!_attributes.TryGetProperty(attribute, out var value))
            return null;
        var raw = value.GetRawText();
        if (value.ValueKind != kind)
            throw ApiRefusalException.Invalid($"data.attributes.{attribute} must be {(kind == JsonValueKind.Array ? "an array" : "an object")}");
        return raw.Length <= maxLength ? raw : throw ApiRefusalException.Invalid($"data.attributes.{attribute} is longer than {maxLength} characters");
    }

    /// <summary>The identifier in a relationship, or null when it is absent.</summary>
    public (string Type, string Id)? Relationship(string name, Func<string, bool> isType, string expected) =>
        _relationships is { } relationships && relationships.TryGetProperty(name, out var found)
            ? Identifier(found, $"data.relationships.{name}.", isType, expected)
            : null;

    public (string Type, string Id) RequiredRelationship(string name, Func<string, bool> isType, string expected) =>
        Relationship(name, isType, expected) ?? throw ApiRefusalException.Invalid($"data.relationships.{name} is missing");

    private static readonly JsonElement EmptyObject = JsonElement.Parse("{}");

    private static (string Type, string Id) Identifier(JsonElement item, string where, Func<string, bool> isType, string expected)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw ApiRefusalException.Invalid($"{where.TrimEnd('.')} must be an object with type and id");
        var type = TextOf(item, where, "type", 64) ?? throw ApiRefusalException.Invalid($"{where}type is missing");
        var id = TextOf(item, where, "id", 128) ?? throw ApiRefusalException.Invalid($"{where}id is missing");
        return isType(type) ? (type, id) : throw ApiRefusalException.Invalid($"{where}type must be {expected}");
    }

    private static JsonElement Object(JsonElement holder, string name, string where = "") =>
        holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : throw ApiRefusalException.Invalid($"{where}{name} must be an object");

    private static string? TextOf(JsonElement holder, string where, string name, int maxLength)
    {
        if (!holder.TryGetProperty(name, out var value))
            return null;
        var reader = new ObjectReader(holder, where);
        var text = reader.Text(name, maxLength);
        return reader.Error is { } error ? throw ApiRefusalException.Invalid(error) : text;
    }
}
