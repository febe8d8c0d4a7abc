using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace VirtualBoard.Retargeting.Loading;

/// <summary>Collects firmware and what it was compiled against by following assembly references.</summary>
internal sealed class SourceReader
{
    private readonly string _firmwareFolder;
    private readonly string _referenceFolder;
    private readonly Dictionary<string, SourceFile> _framework = new(StringComparer.Ordinal);
    private readonly List<SourceFile> _firmware = [];
    private readonly HashSet<string> _visiting = new(StringComparer.Ordinal);

    private SourceReader(string firmwareFolder, string referenceFolder)
    {
        _firmwareFolder = firmwareFolder;
        _referenceFolder = referenceFolder;
    }

    /// <exception cref="RetargetException">A file is missing, unreadable or was not compiled for nanoFramework.</exception>
    public static FirmwareSources Read(string path, string? referenceFolder)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)!;
        var reader = new SourceReader(folder, referenceFolder is null ? folder : Path.GetFullPath(referenceFolder));
        reader.AddFirmware(full, null);
        reader.CheckCore(full);
        return new FirmwareSources(reader._firmware, reader._framework);
    }

    private void AddFirmware(string path, string? user)
    {
        var (file, references) = ReadFile(path, user);
        CheckCompiledForNano(file, references);
        if (!_visiting.Add(file.Name))
            return;

        foreach (var reference in references)
        {
            if (FrameworkAssemblies.Contains(reference.Name))
                AddFramework(reference.Name, file.Path);
            else if (!_visiting.Contains(reference.Name))
                AddFirmware(Path.Combine(_firmwareFolder, reference.Name + ".dll"), file.Path);
        }

        // After its references, so that libraries come before their users.
        _firmware.Add(file);
    }

    private void AddFramework(string name, string user)
    {
        if (_framework.ContainsKey(name))
            return;

        var (file, references) = ReadFile(Path.Combine(_referenceFolder, name + ".dll"), user);
        _framework.Add(name, file);
        foreach (var reference in references)
            AddFramework(reference.Name, file.Path);
    }

    private static (SourceFile File, IReadOnlyList<Reference> References) ReadFile(string path, string? user)
    {
        var image = ReadBytes(path, user);
        try
        {
            using var pe = new PEReader(new MemoryStream(image, writable: false));
            if (!pe.HasMetadata)
                throw NoAssembly(path, null);

            var metadata = pe.GetMetadataReader();
            if (!metadata.IsAssembly)
                throw NoAssembly(path, null);

            var name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
            var references = metadata.AssemblyReferences
                .Select(metadata.GetAssemblyReference)
                .Select(r => new Reference(
                    metadata.GetString(r.Name), r.Version, Convert.ToHexStringLower(metadata.GetBlobBytes(r.PublicKeyOrToken))))
                .ToList();
            return (new SourceFile(path, name, image, ReadSymbols(path) ?? EmbeddedSymbols(pe)), references);
        }
        catch (BadImageFormatException e)
        {
            throw NoAssembly(path, e);
        }
    }

    private static byte[] ReadBytes(string path, string? user)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RetargetException(
                user is null
                    ? $"{path} does not exist. Build the firmware, or check the path."
                    : $"{path} does not exist, but {Path.GetFileName(user)} references it. Build the firmware again: an " +
                      "assembly has to lie in the folder of the program that uses it.",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>Says why a file that is there cannot be had; a folder is told as a file without permission.</summary>
    private static RetargetException Unreadable(string path, Exception cause) => new(
        Directory.Exists(path)
            ? $"{path} is a folder. Give the dll that the firmware project builds, in its folder bin."
            : $"{path} cannot be read: {cause.Message}",
        cause);

    private static byte[]? ReadSymbols(string path)
    {
        var symbols = Path.ChangeExtension(path, ".pdb");
        if (!File.Exists(symbols))
            return null;

        // Windows pdb files, which older project kinds write, begin otherwise; firmware then runs without line numbers.
        var bytes = ReadBytes(symbols, null);
        return bytes.AsSpan().StartsWith("BSJB"u8) ? bytes : null;
    }

    private static byte[]? EmbeddedSymbols(PEReader pe)
    {
        var entry = pe.ReadDebugDirectory().FirstOrDefault(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        if (entry.DataSize == 0)
            return null;

        // The format's own header: "MPDB" and the size once inflated.
        const int header = 8;
        var data = pe.GetEntireImage().GetContent(entry.DataPointer + header, entry.DataSize - header);
        using var inflated = new MemoryStream();
        using var deflate = new DeflateStream(new MemoryStream([.. data]), CompressionMode.Decompress);
        deflate.CopyTo(inflated);
        return inflated.ToArray();
    }

    private static void CheckCompiledForNano(SourceFile file, IReadOnlyList<Reference> references)
    {
        var foreign = references.FirstOrDefault(r => r.IsDotNet);
        if (foreign is not null)
        {
            throw new RetargetException(
                $"{file.Path} was compiled against .NET ({foreign.Name} {foreign.Version}), not against nanoFramework's mscorlib. " +
                "Firmware projects import boards/virtual/nano-reference/Nano.props and reference its assemblies.");
        }

        if (references.All(r => r.Name != FrameworkAssemblies.Core))
        {
            throw new RetargetException(
                $"{file.Path} does not reference nanoFramework's mscorlib, so it is no firmware. " +
                "Firmware projects import boards/virtual/nano-reference/Nano.props and reference its assemblies.");
        }
    }

    private void CheckCore(string firmware)
    {
        var core = _framework[FrameworkAssemblies.Core];
        using var pe = new PEReader(new MemoryStream(core.Image, writable: false));
        var metadata = pe.GetMetadataReader();
        var definesObject = metadata.TypeDefinitions
            .Select(metadata.GetTypeDefinition)
            .Any(t => metadata.StringComparer.Equals(t.Namespace, "System") && metadata.StringComparer.Equals(t.Name, "Object"));
        if (!definesObject)
        {
            throw new RetargetException(
                $"{core.Path}, against which {Path.GetFileName(firmware)} would have been compiled, is not nanoFramework's mscorlib. " +
                "Put the one the firmware was compiled against beside it.");
        }
    }

    private static RetargetException NoAssembly(string path, Exception? cause) =>
        new($"{path} is not a .NET assembly. Give the dll that the firmware project builds, not the .pe or .bin file.", cause);

    private sealed record Reference(string Name, Version Version, string Token)
    {
        // The keys with which Microsoft signs .NET's own core library and its facades.
        public bool IsDotNet =>
            Name is "System.Runtime" or "System.Private.CoreLib" or "netstandard" ||
            (Name == FrameworkAssemblies.Core && Token is "b77a5c561934e089" or "7cec85d7bea7798e" or "cc7b13ffcd2ddd51");
    }
}
