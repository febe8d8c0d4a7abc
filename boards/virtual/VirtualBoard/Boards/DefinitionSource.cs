using System.Text;
using System.Text.Json;

namespace VirtualBoard.Boards;

/// <summary>The text of a JSON file with comments, such as a board file, and where in it things are.</summary>
public sealed class DefinitionSource
{
    private readonly Dictionary<string, int> _lines = [];
    private readonly string _name;

    /// <summary>Reads a text.</summary>
    /// <param name="json">JSON; comments and trailing commas are allowed.</param>
    /// <param name="name">Name of the file, for errors.</param>
    /// <exception cref="BoardDefinitionException">It is not JSON; the message says where.</exception>
    public DefinitionSource(string json, string name)
    {
        _name = name;
        var utf8 = Encoding.UTF8.GetBytes(json);
        try
        {
            var options = new JsonDocumentOptions
            {
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
            };
            using var document = JsonDocument.Parse(utf8, options);
            Root = document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new BoardDefinitionException(
                name, e.Path ?? "$", (int?)e.LineNumber + 1, $"this is not JSON: {e.Message}", e);
        }

        FindLines(utf8);
    }

    /// <summary>The outermost value.</summary>
    public JsonElement Root { get; }

    /// <summary>Tells whether there is a value at a path.</summary>
    public bool Contains(string path) => _lines.ContainsKey(path);

    /// <summary>Makes the error for a value that is not what it should be.</summary>
    public BoardDefinitionException Error(string path, string found, string expected) =>
        new(_name, path, LineOf(path), $"found {found}, expected {expected}.");

    /// <summary>The line of a value, or of what should contain it.</summary>
    private int LineOf(string path)
    {
        while (path != "$")
        {
            if (_lines.TryGetValue(path, out var line))
                return line;
            path = path[..path.LastIndexOfAny(['.', '['])];
        }

        return 1;
    }

    private void FindLines(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
        });
        var containers = new Stack<Container>();
        var path = "$";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    path = $"{containers.Peek().Path}.{TextOf(ref reader, path, utf8)}";
                    continue;
                case JsonTokenType.String:
                    _ = TextOf(ref reader, path, utf8);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    containers.Pop();
                    continue;
            }

            if (containers.TryPeek(out var parent) && parent.IsArray)
                path = $"{parent.Path}[{parent.Count++}]";
            _lines.TryAdd(path, LineAt(reader.TokenStartIndex, utf8));
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                containers.Push(new Container(path, reader.TokenType == JsonTokenType.StartArray));
        }
    }

    /// <summary>The reader reports an escape that is half a character (\ud800) only when the text is taken.</summary>
    private string TextOf(ref Utf8JsonReader reader, string path, byte[] utf8)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new BoardDefinitionException(
                _name, path, LineAt(reader.TokenStartIndex, utf8), "found a text with an escape that is not valid Unicode, expected valid Unicode.", e);
        }
    }

    private static int LineAt(long position, byte[] utf8) => utf8.AsSpan(0, (int)position).Count((byte)'\n') + 1;

    private sealed class Container(string path, bool isArray)
    {
        public string Path => path;

        public bool IsArray => isArray;

        public int Count { get; set; }
    }
}
