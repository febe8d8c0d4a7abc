using System.Text;

namespace NanoSurface;

/// <summary>An assembly's public surface, in the words of a listing file.</summary>
/// <param name="Assembly">Name, version, culture and key token, as in an assembly reference.</param>
/// <param name="NativeVersion">Version of the native half that the CLR must bring; null when there is none.</param>
/// <param name="References">The assemblies it refers to, written like <paramref name="Assembly"/>.</param>
/// <param name="Types">Every type that another assembly can name or derive from.</param>
internal sealed record Listing(
    string Assembly, string? NativeVersion, IReadOnlyList<string> References, IReadOnlyList<ListedType> Types)
{
    /// <summary>Ends the line of a member that the CLR implements.</summary>
    public const string NativeMark = " [native]";

    private const string AssemblyWord = "assembly ";
    private const string NativeVersionWord = "native-version ";
    private const string ReferenceWord = "reference ";
    private const string CountWord = "public-types ";

    /// <summary>Reads a listing.</summary>
    /// <exception cref="FormatException">A line is not part of the format; the message says which.</exception>
    public static Listing Parse(string text)
    {
        string? assembly = null, nativeVersion = null;
        int? count = null;
        List<string> references = [];
        List<(string Declaration, List<string> Members)> types = [];

        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r');
            if (line.Length == 0) continue;

            if (line.StartsWith("  ", StringComparison.Ordinal) && types.Count > 0) types[^1].Members.Add(line.Trim());
            else if (count is not null) types.Add((line, []));
            else if (After(line, AssemblyWord) is { } identity) assembly = identity;
            else if (After(line, NativeVersionWord) is { } version) nativeVersion = version;
            else if (After(line, ReferenceWord) is { } reference) references.Add(reference);
            else if (After(line, CountWord) is { } digits && int.TryParse(digits, out var n)) count = n;
            else throw new FormatException($"line {number} is not part of a listing: {line}");
        }

        if (assembly is null) throw new FormatException("a listing begins with the line 'assembly <name>, ...'");
        if (count != types.Count) throw new FormatException($"{assembly}: {count} types announced, {types.Count} listed");

        return new Listing(assembly, nativeVersion, references,
            [.. types.Select(t => new ListedType(ListedType.NameIn(t.Declaration), t.Declaration, t.Members))]);
    }

    /// <summary>The listing as a file has it: one line end, a blank line before each type.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(AssemblyWord).Append(Assembly).Append('\n');
        if (NativeVersion is not null) text.Append(NativeVersionWord).Append(NativeVersion).Append('\n');
        foreach (var reference in References) text.Append(ReferenceWord).Append(reference).Append('\n');
        text.Append(CountWord).Append(Types.Count).Append('\n');

        foreach (var type in Types)
        {
            text.Append('\n').Append(type.Declaration).Append('\n');
            foreach (var member in type.Members) text.Append("  ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static string? After(string line, string word) =>
        line.StartsWith(word, StringComparison.Ordinal) ? line[word.Length..] : null;
}
