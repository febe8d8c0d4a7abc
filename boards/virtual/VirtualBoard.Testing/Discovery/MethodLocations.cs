using System.Reflection.Metadata;

namespace VirtualBoard.Testing.Discovery;

/// <summary>Where methods are in source files, from the portable pdb beside an assembly.</summary>
internal sealed class MethodLocations : IDisposable
{
    private readonly MetadataReaderProvider? _provider;

    private MethodLocations(MetadataReaderProvider? provider) => _provider = provider;

    /// <summary>Opens the symbols of an assembly; without any, or with Windows ones, every location is unknown.</summary>
    public static MethodLocations Beside(string assembly)
    {
        var path = Path.ChangeExtension(assembly, ".pdb");
        if (!File.Exists(path))
            return new MethodLocations(null);
        var bytes = File.ReadAllBytes(path);
        var isPortable = bytes.AsSpan().StartsWith("BSJB"u8);
        return new MethodLocations(isPortable ? MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(bytes)) : null);
    }

    public SourceLocation? Of(MethodDefinitionHandle method)
    {
        if (_provider is null)
            return null;
        var symbols = _provider.GetMetadataReader();
        SourceLocation? location = null;
        foreach (var point in symbols.GetMethodDebugInformation(method).GetSequencePoints())
        {
            if (point.IsHidden)
                continue;
            location = location is null
                ? new SourceLocation(symbols.GetString(symbols.GetDocument(point.Document).Name), point.StartLine, point.EndLine)
                : location with { LastLine = Math.Max(location.LastLine, point.EndLine) };
        }

        return location;
    }

    public void Dispose() => _provider?.Dispose();
}
