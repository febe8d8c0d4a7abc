using NanoSurface;

namespace NanoReference.Tests;

/// <summary>The files under test, as the build puts them beside this program.</summary>
internal static class ReferenceFiles
{
    public static IReadOnlyList<string> Listed { get; } = NamesIn("listings", "*.txt");

    /// <summary>The assemblies whose surface in version 2 is known.</summary>
    public static IReadOnlyList<string> ListedVersion2 { get; } = NamesIn("listings-v2", "*.txt");

    public static IReadOnlyList<string> Built { get; } = NamesIn("reference", "*.dll");

    public static IReadOnlyList<string> Projects { get; } = NamesIn("projects", "*.csproj");

    public static string Assembly(string name) => Path.Combine(Folder("reference"), $"{name}.dll");

    public static string Project(string name) => Path.Combine(Folder("projects"), $"{name}.csproj");

    /// <summary>The firmware and the unit tests for boards, as compiled.</summary>
    public static string Firmware(string name) => Path.Combine(Folder("firmware"), $"{name}.dll");

    /// <summary>The sources of the firmware and of the unit tests for boards, by their path from the repository's folder.</summary>
    public static IReadOnlyDictionary<string, string> Sources { get; } = Directory.GetFiles(Folder("sources"), "*.cs", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetRelativePath(Folder("sources"), f).Replace('\\', '/'), File.ReadAllText);

    public static Listing ListingVersion2(string name) =>
        NanoSurface.Listing.Parse(File.ReadAllText(Path.Combine(Folder("listings-v2"), $"{name}.txt")));

    public static string Guest(string name) => Path.Combine(Folder("guests"), $"{name}.dll");

    public static Listing Listing(string name) => NanoSurface.Listing.Parse(ListingText(name));

    public static string ListingText(string name) => File.ReadAllText(Path.Combine(Folder("listings"), $"{name}.txt"));

    private static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static string[] NamesIn(string folder, string pattern) =>
        [.. Directory.GetFiles(Folder(folder), pattern).Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal)];
}
