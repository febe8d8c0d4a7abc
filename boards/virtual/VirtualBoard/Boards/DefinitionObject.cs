using System.Globalization;
using System.Text.Json;

namespace VirtualBoard.Boards;

/// <summary>An object of a board file or the like, read key by key: a missing, wrong, unknown or repeated one is an error that says where.</summary>
public sealed class DefinitionObject
{
    private readonly DefinitionSource _source;
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Takes an object of a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="element">The value at the path.</param>
    /// <param name="path">Such as <c>$.partitions[2]</c>.</param>
    /// <exception cref="BoardDefinitionException">It is no object, or has a key twice.</exception>
    public DefinitionObject(DefinitionSource source, JsonElement element, string path)
    {
        _source = source;
        Path = path;
        if (element.ValueKind != JsonValueKind.Object)
            throw source.Error(path, Show(element), "an object");
        foreach (var property in element.EnumerateObject())
        {
            if (!_values.TryAdd(property.Name, property.Value))
                throw source.Error($"{path}.{property.Name}", "the key twice", "it once");
        }
    }

    /// <summary>Where the object is, such as <c>$.partitions[2]</c>.</summary>
    public string Path { get; }

    /// <summary>Gets the keys in the order of the file.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>Tells whether there is a key; it counts as known from then on.</summary>
    public bool Has(string key)
    {
        _known.Add(key);
        return _values.ContainsKey(key);
    }

    /// <summary>Reads a text that is not empty.</summary>
    public string Text(string key, string expected = "a text that is not empty")
    {
        var element = Take(key, expected);
        return element.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(element.GetString())
            ? element.GetString()!
            : throw Error(key, element, expected);
    }

    /// <summary>Reads one of several words.</summary>
    public string OneOf(string key, params string[] values)
    {
        var expected = "one of " + string.Join(", ", values.Select(v => $"\"{v}\""));
        var text = Text(key, expected);
        return values.Contains(text, StringComparer.Ordinal) ? text : throw Error(key, $"\"{text}\"", expected);
    }

    /// <summary>Reads true or false.</summary>
    public bool Flag(string key)
    {
        var element = Take(key, "true or false");
        return element.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? element.GetBoolean()
            : throw Error(key, element, "true or false");
    }

    /// <summary>Reads a whole number, which may be written as a hexadecimal text such as "0x1E0000".</summary>
    public int Number(string key, int min, int max)
    {
        var expected = $"a whole number from {Show(min)} to {Show(max)}, or a text such as \"0x1E0000\"";
        var element = Take(key, expected);
        long value = 0;
        var isNumber = element.ValueKind switch
        {
            JsonValueKind.Number => element.TryGetInt64(out value),
            JsonValueKind.String => TryParseHex(element.GetString()!, out value),
            _ => false,
        };
        return isNumber && value >= min && value <= max ? (int)value : throw Error(key, element, expected);
    }

    /// <summary>Reads a number that may have a fraction.</summary>
    public double Fraction(string key, double min, double max)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}");
        var element = Take(key, expected);
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) && value >= min && value <= max
            ? value
            : throw Error(key, element, expected);
    }

    /// <summary>Reads an array of texts that are not empty.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        const string Expected = "an array of texts that are not empty";
        var element = Take(key, Expected);
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() == 0
            || element.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(e.GetString())))
            throw Error(key, element, Expected);
        return [.. element.EnumerateArray().Select(e => e.GetString()!)];
    }

    /// <summary>Reads an object.</summary>
    public DefinitionObject Object(string key) => new(_source, Take(key, "an object"), $"{Path}.{key}");

    /// <summary>Reads an array of objects.</summary>
    public IReadOnlyList<DefinitionObject> Objects(string key)
    {
        var element = Take(key, "an array of objects");
        if (element.ValueKind != JsonValueKind.Array)
            throw Error(key, element, "an array of objects");
        return [.. element.EnumerateArray().Select((e, i) => new DefinitionObject(_source, e, $"{Path}.{key}[{i}]"))];
    }

    /// <summary>Refuses the keys that nobody asked for.</summary>
    public void End()
    {
        foreach (var key in _values.Keys)
        {
            if (!_known.Contains(key))
            {
                throw _source.Error(
                    $"{Path}.{key}", "a key that is not known", "one of " + string.Join(", ", _known.Order(StringComparer.Ordinal)));
            }
        }
    }

    /// <summary>Makes the error for a key whose value is not what it should be.</summary>
    public BoardDefinitionException Error(string key, string found, string expected) =>
        _source.Error($"{Path}.{key}", found, expected);

    private static string Show(JsonElement element) =>
        element.ValueKind is JsonValueKind.Object ? "an object"
        : element.ValueKind is JsonValueKind.Array ? "an array"
        : element.GetRawText();

    private static string Show(int value) => value is > 0xFFFF ? $"0x{value:X}" : value.ToString(CultureInfo.InvariantCulture);

    private static bool TryParseHex(string text, out long value)
    {
        value = 0;
        return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private JsonElement Take(string key, string expected) =>
        Has(key) ? _values[key] : throw Error(key, "nothing", expected);

    private BoardDefinitionException Error(string key, JsonElement found, string expected) =>
        Error(key, Show(found), expected);
}
