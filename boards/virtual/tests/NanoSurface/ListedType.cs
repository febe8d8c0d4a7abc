using System.Text.RegularExpressions;

namespace NanoSurface;

/// <summary>A type of a listing: its full name, the line that declares it, one line per member.</summary>
internal sealed partial record ListedType(string Name, string Declaration, IReadOnlyList<string> Members)
{
    /// <summary>Finds the name in a declaration; generic parameters are part of it.</summary>
    public static string NameIn(string declaration)
    {
        var match = DeclarationShape().Match(WithoutAttributes(declaration));
        return match.Success
            ? match.Groups["name"].Value
            : throw new FormatException($"not the declaration of a type: {declaration}");
    }

    /// <summary>A line without the attributes it begins with.</summary>
    public static string WithoutAttributes(string line) => Attributes().Replace(line, "");

    // An Obsolete message may hold brackets, so quoted text is skipped as a whole.
    [GeneratedRegex("""^(\[("[^"]*"|[^\]"])*\] )*""")]
    private static partial Regex Attributes();

    [GeneratedRegex("""^(public|protected|protected internal) ((static|abstract|sealed) )*(class|struct|interface|enum|delegate \S+) (?<name>[^\s(<]+(<[^>]*>)?)""")]
    private static partial Regex DeclarationShape();
}
