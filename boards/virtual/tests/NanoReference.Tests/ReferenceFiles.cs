using NanoSurface;

namespace NanoReference.Tests;

/// <summary>The files under test, as the build puts them beside this program.</summary>
internal static class ReferenceFiles
{
    public static IReadOnlyList<string> Listed { get; } = NamesIn("listings", "*.txt");

    public static IReadOnlyList<string> Built { get; } = NamesIn("reference", "*.dll");

    public static IReadOnlyList<string> Projects { get; } = NamesIn("projects", "*.csproj");

    public static string Assembly(string name) => Path.Combine(Folder("reference"), $"{name}.dll");

    public static string Project(string name) => Path.Combine(Folder("projects"), $"{name}.csproj");

    public static string Guest(string name) => Path.Combine(Folder("guests"), $"{name}.dll");

    public static Listing Listing(string name) => NanoSurface.Listing.Parse(ListingText(name));

    public static string ListingText(string name) => File.ReadAllText(Path.Combine(Folder("listings"), $"{name}.txt"));

    private static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static string[] NamesIn(string folder, string pattern) =>
        [.. Directory.GetFiles(Folder(folder), pattern).Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal)];
}
