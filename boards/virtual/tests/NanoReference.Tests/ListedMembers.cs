using NanoSurface;

namespace NanoReference.Tests;

/// <summary>What listings say that there is, to be asked for single members.</summary>
internal sealed class ListedMembers
{
    private const string Root = "System.Object";

    private readonly Dictionary<string, Entry> _types = new(StringComparer.Ordinal);

    public ListedMembers(IEnumerable<Listing> listings)
    {
        foreach (var type in listings.SelectMany(l => l.Types))
            _types[Simple(type.Name)] = new Entry(type.Name == Root ? null : BaseOf(type.Declaration), type.Declaration.Contains(" delegate ", StringComparison.Ordinal), [.. type.Members.SelectMany(m => Keys(type, m))]);
    }

    /// <summary>Whether a use finds its member, on its type or on one that it derives from.</summary>
    public bool Has(MemberUse use)
    {
        if (use.Key.Length == 0)
            return _types.ContainsKey(use.Type);
        for (var name = use.Type; name is not null && _types.TryGetValue(name, out var type); name = type.Base)
        {
            // What every delegate has, listings say by the word.
            if (type.Keys.Contains(use.Key) || (type.IsDelegate && use.Key.Split('(')[0] is ".ctor" or "Invoke"))
                return true;
        }

        return false;
    }

    /// <summary>How the members of a line are referred to in metadata.</summary>
    internal static IEnumerable<string> Keys(ListedType type, string line)
    {
        var text = ListedType.WithoutAttributes(line);
        if (text.EndsWith(Listing.NativeMark, StringComparison.Ordinal))
            text = text[..^Listing.NativeMark.Length];
        var brace = text.IndexOf(" { ", StringComparison.Ordinal);
        if (brace >= 0)
            return Accessors(text[..brace], text[brace..]);
        if (text.IndexOf('(', StringComparison.Ordinal) is > 0 and var open)
        {
            var name = LastWord(text[..open]);
            return [$"{(name == Simple(type.Name).Split('.')[^1] ? ".ctor" : name)}({Types(text[(open + 1)..text.LastIndexOf(')')])})"];
        }

        var field = LastWord(text.Split(" = ", 2)[0]);
        return text.Contains(" event ", StringComparison.Ordinal)
            ? [$"add_{field}({EventType(text)})", $"remove_{field}({EventType(text)})"]
            : [field];
    }

    private static IEnumerable<string> Accessors(string head, string accessors)
    {
        var bracket = head.IndexOf("this[", StringComparison.Ordinal);
        var name = bracket >= 0 ? "Item" : LastWord(head);
        var indexes = bracket >= 0 ? Types(head[(bracket + 5)..head.LastIndexOf(']')]) : "";
        var words = (bracket >= 0 ? head[..bracket] : head).Trim().Split(' ');
        var type = bracket >= 0 ? words[^1] : words[^2];
        if (accessors.Contains("get;", StringComparison.Ordinal))
            yield return $"get_{name}({indexes})";
        if (accessors.Contains("set;", StringComparison.Ordinal) || accessors.Contains("init;", StringComparison.Ordinal))
            yield return $"set_{name}({(indexes.Length > 0 ? indexes + ", " : "")}{type})";
    }

    /// <summary>"byte level, out int rest, params object[] more = null" as "byte, ref int, object[]".</summary>
    private static string Types(string parameters) => string.Join(", ", Split(parameters).Select(p =>
    {
        var words = p.Split(" = ", 2)[0].Split(' ').Where(w => w is not ("params" or "this")).ToList();
        var type = string.Join(' ', words[..^1]);
        return type.StartsWith("out ", StringComparison.Ordinal) || type.StartsWith("in ", StringComparison.Ordinal) ? $"ref {type[(type.IndexOf(' ') + 1)..]}" : type;
    }));

    private static IEnumerable<string> Split(string parameters)
    {
        int depth = 0, from = 0;
        for (var i = 0; i < parameters.Length; i++)
        {
            depth += parameters[i] switch { '<' or '[' or '(' => 1, '>' or ']' or ')' => -1, _ => 0 };
            if (parameters[i] == ',' && depth == 0)
            {
                yield return parameters[from..i].Trim();
                from = i + 1;
            }
        }

        if (parameters.Length > from)
            yield return parameters[from..].Trim();
    }

    private static string EventType(string line)
    {
        var words = line.Split(' ');
        return words[Array.IndexOf(words, "event") + 1];
    }

    private static string LastWord(string text) => text[(text.LastIndexOf(' ') + 1)..];

    private static string? BaseOf(string declaration)
    {
        var parts = ListedType.WithoutAttributes(declaration).Split(" : ", 2);
        return parts.Length < 2 ? Root : parts[1].Split(", ")[0];
    }

    // Metadata names a generic type without its parameters.
    private static string Simple(string name) => name.Split('<', 2)[0];

    private sealed record Entry(string? Base, bool IsDelegate, HashSet<string> Keys);
}
