using AgentEmulator.Cli;

namespace AgentEmulator.Flashing;

/// <summary>What is written to a board's deploy partition: assemblies as the metadata processor makes them (.pe), one behind the other.</summary>
/// <param name="Source">The file or folder that it comes from.</param>
/// <param name="Bytes">The assemblies, each filled up to 4 bytes.</param>
internal sealed record AppImage(string Source, byte[] Bytes)
{
    private static ReadOnlySpan<byte> Version1 => "NFMRK1"u8;

    private static ReadOnlySpan<byte> Version2 => "NFMRK2"u8;

    /// <summary>nanoFramework's version, 1 or 2: a CLR loads its own only.</summary>
    public int Version => VersionOf(Bytes) ?? throw new InvalidOperationException("An image begins with an assembly.");

    /// <summary>Reads an image file.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    /// <exception cref="EnvironmentFailureException">It cannot be read.</exception>
    public static AppImage Read(string file)
    {
        var bytes = ReadFile(file);
        return VersionOf(bytes) is null
            ? throw new UsageException($"{file} is no nanoFramework image: it does not begin with NFMRK1 or NFMRK2.")
            : new AppImage(file, bytes);
    }

    /// <summary>Version of nanoFramework that an assembly is for; null when the bytes are no assembly.</summary>
    public static int? VersionOf(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Version1) ? 1 : bytes.StartsWith(Version2) ? 2 : null;

    /// <summary>Fills the image up with what erased flash holds, so that nothing of an earlier deployment is left behind it: nanoCLR goes
    /// through the whole partition and would load that too.</summary>
    /// <exception cref="UsageException">It is larger than the partition.</exception>
    public byte[] FillTo(int partitionSize)
    {
        if (Bytes.Length > partitionSize)
        {
            throw new UsageException(
                $"{Source} has {Bytes.Length} bytes, and the board's deploy partition takes {partitionSize}. Leave something out of it, or use a board with more flash.");
        }

        var filled = new byte[partitionSize];
        Array.Fill(filled, (byte)0xFF);
        Bytes.CopyTo(filled, 0);
        return filled;
    }

    internal static byte[] ReadFile(string file)
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
