extern alias NanoApi;

using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Caching;
using VirtualBoard.Retargeting.Loading;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Mutation;

/// <summary>Firmware with every mutant of some namespaces in it, retargeted once; images of it run one mutant at a time.</summary>
public sealed class MutableFirmware
{
    private readonly ImageContents _contents;
    private readonly NanoApiAssembly _nanoApi;

    private MutableFirmware(ImageContents contents, NanoApiAssembly nanoApi, IReadOnlyList<Mutant> mutants)
    {
        _contents = contents;
        _nanoApi = nanoApi;
        Mutants = mutants;
    }

    /// <summary>The mutants, by number.</summary>
    public IReadOnlyList<Mutant> Mutants { get; }

    /// <summary>Retargets a library or program with its mutants.</summary>
    /// <param name="dllPath">As for <see cref="FirmwareImage.LoadLibrary"/>.</param>
    /// <param name="scope">Which code is mutated.</param>
    /// <param name="nano">The nanoFramework that it is meant for.</param>
    /// <param name="referenceFolder">As <see cref="RetargetOptions.ReferenceFolder"/>.</param>
    /// <exception cref="RetargetException">As for <see cref="FirmwareImage.LoadLibrary"/>.</exception>
    public static MutableFirmware Load(
        string dllPath, MutationScope scope, NanoVersion nano = NanoVersion.V1, string? referenceFolder = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(dllPath);
        ArgumentNullException.ThrowIfNull(scope);
        var nanoApi = new NanoApiAssembly(typeof(NanoApi::VirtualBoard.NanoApi.Guest).Assembly);
        var writer = new MutantWriter(scope);
        var contents = Retargeter.Retarget(SourceReader.Read(dllPath, referenceFolder), nanoApi, nano, writer);
        return new MutableFirmware(contents, nanoApi, writer.Mutants);
    }

    /// <summary>Loads an image of its own, so that several can run different mutants at the same time.</summary>
    public MutableImage NewImage() =>
        new(FirmwareImage.Create(_contents, ImageOrigin.CacheFolder, _nanoApi.Assembly, compileAll: false), Mutants.Count);
}
