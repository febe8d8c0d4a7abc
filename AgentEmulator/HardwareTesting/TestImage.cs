using AgentEmulator.Cli;
using AgentEmulator.Flashing;

namespace AgentEmulator.HardwareTesting;

/// <summary>What is written to a board's deploy partition: assemblies as the metadata processor makes them (.pe), one behind the other.</summary>
/// <param name="Source">The file or folder that it comes from.</param>
/// <param name="Bytes">The assemblies, each filled up to 4 bytes.</param>
/// <param name="TestAssembly">The dll with the tests, where there is one: names, arguments and source lines come from it.</param>
internal sealed record TestImage(string Source, byte[] Bytes, string? TestAssembly)
{
    /// <summary>The one name that the launcher loads.</summary>
    public const string TestAssemblyName = "NFUnitTest";

    private const string Launcher = "nanoFramework.UnitTestLauncher";
    private const string CoreLibrary = "mscorlib";
    private const int Alignment = 4;

    /// <summary>Reads an image file.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static TestImage Read(string file)
    {
        var image = AppImage.Read(file);
        return new TestImage(file, image.Bytes, Beside(Path.GetDirectoryName(Path.GetFullPath(file))!));
    }

    /// <summary>Makes an image of the .pe files in the output folder of a device build.</summary>
    /// <exception cref="UsageException">Something that the image needs is not there.</exception>
    public static TestImage Compose(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.pe").Order(StringComparer.Ordinal).ToList();
        foreach (var (name, origin) in Needed)
        {
            if (!files.Exists(f => IsNamed(f, name)))
                throw new UsageException($"{folder} has no {name}.pe. {origin}");
        }

        // What everything refers to comes first, what refers to everything last.
        var ordered = files.OrderBy(f => IsNamed(f, CoreLibrary) ? 0 : IsNamed(f, Launcher) ? 3 : IsNamed(f, TestAssemblyName) ? 2 : 1);
        using var image = new MemoryStream();
        var version1 = new List<string>();
        var version2 = new List<string>();
        foreach (var file in ordered)
        {
            var bytes = AppImage.ReadFile(file);
            var version = AppImage.VersionOf(bytes)
                ?? throw new UsageException($"{file} is no nanoFramework assembly: it does not begin with NFMRK1 or NFMRK2. Build again.");
            (version == 1 ? version1 : version2).Add(Path.GetFileName(file));
            image.Write(bytes);
            image.SetLength((image.Length + Alignment - 1) / Alignment * Alignment);
            image.Position = image.Length;
        }

        if (version1.Count > 0 && version2.Count > 0)
        {
            throw new UsageException(
                $"{folder} mixes nanoFramework versions, and no board loads both: {string.Join(", ", version1)} are of version 1, " +
                $"{string.Join(", ", version2)} of version 2. Delete the folder and build with packages of one version.");
        }

        return new TestImage(folder, image.ToArray(), Beside(folder));
    }

    /// <summary>As <see cref="AppImage.FillTo"/>.</summary>
    /// <exception cref="UsageException">It is larger than the partition.</exception>
    public byte[] FillTo(int partitionSize) => new AppImage(Source, Bytes).FillTo(partitionSize);

    private static (string Name, string Origin)[] Needed =>
    [
        (TestAssemblyName, "The test project must have this assembly name; build it with -p:NanoBuild=device."),
        (CoreLibrary, "It comes with the package nanoFramework.CoreLibrary; build the test project with -p:NanoBuild=device."),
        (Launcher, "The launcher that runs the tests comes with the package nanoFramework.TestFramework (in its lib folder); the test project has to refer to that package."),
    ];

    private static string? Beside(string folder) =>
        Path.Combine(folder, $"{TestAssemblyName}.dll") is var dll && File.Exists(dll) ? dll : null;

    private static bool IsNamed(string file, string name) =>
        string.Equals(Path.GetFileNameWithoutExtension(file), name, StringComparison.OrdinalIgnoreCase);
}
