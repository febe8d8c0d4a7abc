using System.Reflection;
using System.Runtime.Loader;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Loading;

/// <summary>Holds the assemblies of one firmware image, apart from those of other images, and can be let go.</summary>
internal sealed class FirmwareLoadContext : AssemblyLoadContext
{
    private readonly Assembly _nanoApi;
    private readonly Dictionary<string, RetargetedAssembly> _images;

    public FirmwareLoadContext(string name, IEnumerable<RetargetedAssembly> images, Assembly nanoApi)
        : base($"firmware {name}", isCollectible: false)
    {
        _nanoApi = nanoApi;
        _images = images.ToDictionary(i => i.Name, StringComparer.Ordinal);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Firmware has to call the same NanoApi that the machine works with, wherever the host has loaded it.
        if (assemblyName.Name == _nanoApi.GetName().Name)
            return _nanoApi;
        if (!_images.TryGetValue(assemblyName.Name!, out var image))
            return null;

        var symbols = image.Symbols.Length > 0 ? new MemoryStream(image.Symbols, writable: false) : null;
        return LoadFromStream(new MemoryStream(image.Image, writable: false), symbols);
    }
}
