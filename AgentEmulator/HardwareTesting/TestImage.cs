using AgentEmulator.Cli;

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

    private static ReadOnlySpan<byte> Version1 => "NFMRK1"u8;

    private static ReadOnlySpan<byte> Version2 => "NFMRK2"u8;

    /// <summary>Reads an image file.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static TestImage Read(string file)
    {
        var bytes = ReadFile(file);
        if (!IsAssembly(bytes))
            throw new UsageException($"{file} is no nanoFramework image: it does not begin with NFMRK1 or NFMRK2.");
        return new TestImage(file, bytes, Beside(Path.GetDirectoryName(Path.GetFullPath(file))!));
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
            var bytes = ReadFile(file);
            if (!IsAssembly(bytes))
                throw new UsageException($"{file} is no nanoFramework assembly: it does not begin with NFMRK1 or NFMRK2. Build again.");
            (bytes.AsSpan().StartsWith(Version1) ? version1 : version2).Add(Path.GetFileName(file));
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

    /// <summary>Fills the image up with what erased flash holds, so that nothing of an earlier deployment is left behind it: nanoCLR goes
    /// through the whole partition and would load that too.</summary>
    /// <exception cref="UsageException">It is larger than the partition.</exception>
    public byte[] FillTo(int partitionSize)
    {
        if (Bytes.Length > partitionSize)
        {
            throw new UsageException(
                $"{Source} has {Bytes.Length} bytes, and the board's deploy partition takes {partitionSize}. Test fewer classes at a time, or use a board with more flash.");
        }

        var filled = new byte[partitionSize];
        Array.Fill(filled, (byte)0xFF);
        Bytes.CopyTo(filled, 0);
        return filled;
    }

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

    private static bool IsAssembly(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Version1) || bytes.StartsWith(Version2);

    private static byte[] ReadFile(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException($"{file} cannot be read: {e.Message}", e);
        }
    }
}
