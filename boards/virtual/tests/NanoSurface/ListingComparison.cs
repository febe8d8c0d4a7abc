namespace NanoSurface;

/// <summary>Says in which lines a built assembly departs from what is listed. The order of types and members is no difference.</summary>
internal static class ListingComparison
{
    /// <summary>Compares; an empty result means the same surface.</summary>
    /// <returns>Lines for people, grouped by assembly and type, each beginning with missing, extra, listed or built.</returns>
    public static IReadOnlyList<string> Compare(Listing listed, Listing built)
    {
        List<string> report = [];
        Append(report, "(assembly)", Header(listed, built));

        var builtTypes = built.Types.ToDictionary(t => t.Name, StringComparer.Ordinal);
        var listedTypes = listed.Types.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);

        foreach (var type in listed.Types)
        {
            if (builtTypes.TryGetValue(type.Name, out var same)) Append(report, type.Name, TypeDifferences(type, same));
            else Append(report, type.Name, [$"missing  {type.Declaration}"]);
        }

        foreach (var type in built.Types.Where(t => !listedTypes.Contains(t.Name)))
            Append(report, type.Name, [$"extra    {type.Declaration}"]);

        if (report.Count > 0) report.Insert(0, $"{SimpleName(listed.Assembly)}: differs from its listing");
        return report;
    }

    private static void Append(List<string> report, string subject, List<string> lines)
    {
        if (lines.Count == 0) return;
        report.Add($"  {subject}");
        report.AddRange(lines.Select(line => $"    {line}"));
    }

    private static List<string> Header(Listing listed, Listing built)
    {
        List<string> lines = [];
        Pair(lines, WithoutKey(listed.Assembly), WithoutKey(built.Assembly));
        Pair(lines, $"native-version {listed.NativeVersion ?? "none"}", $"native-version {built.NativeVersion ?? "none"}");

        // The compiler drops a reference that only method bodies need, and these have none: a listed reference may be
        // absent from what is built. That the project file has all of them is for its own test.
        var known = listed.References.Select(WithoutKey).ToHashSet(StringComparer.Ordinal);
        lines.AddRange(built.References.Select(WithoutKey).Where(r => !known.Contains(r)).Select(r => $"extra    reference {r}"));
        return lines;
    }

    private static List<string> TypeDifferences(ListedType listed, ListedType built)
    {
        List<string> lines = [];
        Pair(lines, listed.Declaration, built.Declaration);

        var missing = Subtract(listed.Members.Select(WithoutNative), built.Members.Select(WithoutNative));
        var extra = Subtract(built.Members.Select(WithoutNative), listed.Members.Select(WithoutNative));

        // One member changed reads better as a pair than as a loss here and a gain there.
        foreach (var member in missing.ToList())
        {
            var changed = extra.Where(e => MemberName(e) == MemberName(member)).ToList();
            if (changed.Count != 1 || missing.Count(m => MemberName(m) == MemberName(member)) != 1) continue;
            Pair(lines, member, changed[0]);
            missing.Remove(member);
            extra.Remove(changed[0]);
        }

        lines.AddRange(missing.Select(m => $"missing  {m}"));
        lines.AddRange(extra.Select(m => $"extra    {m}"));
        return lines;
    }

    private static void Pair(List<string> lines, string listed, string built)
    {
        if (listed == built) return;
        lines.Add($"listed   {listed}");
        lines.Add($"built    {built}");
    }

    // As bags, not sets: a line that occurs twice in one and once in the other is a difference.
    private static List<string> Subtract(IEnumerable<string> from, IEnumerable<string> what)
    {
        var left = from.ToList();
        foreach (var line in what) left.Remove(line);
        return left;
    }

    // What a member's line is about: the last word before its parameters, accessors or value.
    private static string MemberName(string line)
    {
        var head = ListedType.WithoutAttributes(line).Split(['(', '{', '=', '['], 2)[0].TrimEnd();
        return head[(head.LastIndexOf(' ') + 1)..];
    }

    private static string SimpleName(string assembly) => assembly.Split(',', 2)[0];

    // The reference assemblies are not signed; the runtime that runs them does not ask for a key.
    private static string WithoutKey(string assembly) => assembly.Split(", PublicKeyToken=", 2)[0];

    // Whether the CLR or IL implements a member is nothing a caller can see, and a declaration has neither.
    private static string WithoutNative(string member) =>
        member.EndsWith(Listing.NativeMark, StringComparison.Ordinal) ? member[..^Listing.NativeMark.Length] : member;
}
