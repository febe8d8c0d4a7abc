using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Caching;
using VirtualBoard.Retargeting.Loading;
using VirtualBoard.Retargeting.Mutation;

namespace VirtualBoard.Retargeting.Pipeline;

/// <summary>Turns the assemblies of a program into assemblies that run on the host.</summary>
internal static class Retargeter
{
    /// <param name="sources">The firmware.</param>
    /// <param name="nanoApi">What it calls on the host.</param>
    /// <param name="nano">The nanoFramework that it is meant for.</param>
    /// <param name="mutants">Writes mutants into it; null for firmware as it is.</param>
    /// <exception cref="RetargetException">Something in the firmware is not available on the board.</exception>
    public static ImageContents Retarget(FirmwareSources sources, NanoApiAssembly nanoApi, NanoVersion nano, MutantWriter? mutants = null)
    {
        using var resolver = new FirmwareResolver(sources);
        var assemblies = sources.Firmware
            .Select((file, index) => new FirmwareAssembly(index, Module(resolver, file), nanoApi))
            .ToList();
        var firmware = new Firmware(assemblies, new ApiMap(nanoApi, nano, resolver.Metadata.FindNano), nano);

        var passes = Passes.All(nanoApi, mutants);
        Run(PassStage.Prepare, firmware, passes);
        Run(PassStage.Check, firmware, passes);
        if (firmware.Issues.Issues.Count > 0)
            throw new RetargetException(sources.Firmware[^1].Path, firmware.Issues.Issues);

        Run(PassStage.Rewrite, firmware, passes);
        var result = assemblies.Select(Write).ToList();
        OutputGuard.Check(result, nanoApi.Assembly);
        return new ImageContents(result, firmware.Notes);
    }

    private static void Run(PassStage stage, Firmware firmware, IReadOnlyList<Pass> passes)
    {
        foreach (var pass in passes.Where(p => p.Stage == stage))
            pass.Run(firmware);
    }

    private static ModuleDefinition Module(FirmwareResolver resolver, SourceFile file)
    {
        var assembly = resolver.Resolve(new AssemblyNameReference(file.Name, null));
        if (assembly.Modules.Count > 1 || (assembly.MainModule.Attributes & ModuleAttributes.ILOnly) == 0)
            throw new RetargetException($"{file.Path} has parts that are not managed code, which the virtual board cannot run.");
        return assembly.MainModule;
    }

    private static RetargetedAssembly Write(FirmwareAssembly assembly)
    {
        var module = assembly.Module;
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        module.Write(image, new WriterParameters
        {
            // Equal input gives equal bytes, in any process and at any time.
            DeterministicMvid = true,
            Timestamp = 0,
            WriteSymbols = module.HasSymbols,
            SymbolWriterProvider = module.HasSymbols ? new PortablePdbWriterProvider() : null,
            SymbolStream = module.HasSymbols ? symbols : null,
        });
        return new RetargetedAssembly(
            assembly.Name,
            image.ToArray(),
            symbols.ToArray(),
            assembly.Statics?.MetadataToken.ToInt32() ?? 0,
            module.EntryPoint?.MetadataToken.ToInt32() ?? 0,
            [.. assembly.Initializers.Select(m => m.MetadataToken.ToInt32())]);
    }
}
