using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Loading;

/// <summary>Resolves references among the firmware's assemblies and the nanoFramework assemblies behind them, and nothing else.</summary>
internal sealed class FirmwareResolver : IAssemblyResolver
{
    private readonly FirmwareSources _sources;
    private readonly Dictionary<string, AssemblyDefinition> _read = new(StringComparer.Ordinal);

    public FirmwareResolver(FirmwareSources sources)
    {
        _sources = sources;
        Metadata = new FirmwareMetadataResolver(sources, this);
    }

    /// <summary>Resolves types and members.</summary>
    public FirmwareMetadataResolver Metadata { get; }

    public AssemblyDefinition Resolve(AssemblyNameReference name)
    {
        if (_read.TryGetValue(name.Name, out var known))
            return known;

        var isFramework = _sources.Framework.TryGetValue(name.Name, out var file);
        file ??= _sources.Firmware.FirstOrDefault(f => f.Name == name.Name)
            ?? throw new AssemblyResolutionException(name);
        var assembly = Read(file, isFramework);
        _read.Add(name.Name, assembly);
        return assembly;
    }

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    public void Dispose()
    {
        foreach (var assembly in _read.Values)
            assembly.Dispose();
    }

    private AssemblyDefinition Read(SourceFile file, bool isFramework)
    {
        // Only declarations of framework assemblies are of interest; firmware is rewritten as a whole, and reading it whole up
        // front keeps Cecil from reading half of it after references have been changed.
        var parameters = new ReaderParameters(isFramework ? ReadingMode.Deferred : ReadingMode.Immediate)
        {
            AssemblyResolver = this,
            MetadataResolver = Metadata,
            InMemory = true,
        };
        if (file.Symbols is not null && !isFramework)
        {
            parameters.ReadSymbols = true;
            parameters.SymbolReaderProvider = new PortablePdbReaderProvider();
            parameters.SymbolStream = new MemoryStream(file.Symbols, writable: false);
        }

        try
        {
            return AssemblyDefinition.ReadAssembly(new MemoryStream(file.Image, writable: false), parameters);
        }
        catch (SymbolsNotMatchingException e)
        {
            throw new RetargetException(
                $"{Path.ChangeExtension(file.Path, ".pdb")} does not belong to {Path.GetFileName(file.Path)}. " +
                "Build the firmware again, or delete the pdb.",
                e);
        }
        catch (Exception e) when (e is not RetargetException)
        {
            // Cecil reports damaged metadata by whatever exception its reader trips over.
            throw new RetargetException($"{file.Path} is damaged ({e.Message}). Build the firmware again.", e);
        }
    }
}
