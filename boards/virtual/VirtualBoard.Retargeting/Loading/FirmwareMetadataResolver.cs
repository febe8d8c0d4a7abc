using Mono.Cecil;

namespace VirtualBoard.Retargeting.Loading;

/// <summary>
/// Resolves types of nanoFramework also after references to them have been pointed at the host or at NanoApi: the board's
/// declaration still tells what Cecil wants to know, such as what an enum in an attribute is made of.
/// </summary>
internal sealed class FirmwareMetadataResolver : MetadataResolver
{
    private readonly FirmwareSources _sources;
    private readonly FirmwareResolver _assemblies;
    private readonly Dictionary<string, TypeDefinition?> _nanoTypes = new(StringComparer.Ordinal);

    public FirmwareMetadataResolver(FirmwareSources sources, FirmwareResolver assemblies)
        : base(assemblies)
    {
        _sources = sources;
        _assemblies = assemblies;
    }

    /// <summary>Finds a type among the nanoFramework assemblies by its full name.</summary>
    public TypeDefinition? FindNano(string fullName)
    {
        if (!_nanoTypes.TryGetValue(fullName, out var type))
        {
            type = _sources.Framework.Keys
                .Order(StringComparer.Ordinal)
                .Select(name => _assemblies.Resolve(new AssemblyNameReference(name, null)).MainModule.GetType(fullName))
                .FirstOrDefault(t => t is not null);
            _nanoTypes.Add(fullName, type);
        }

        return type;
    }

    public override TypeDefinition? Resolve(TypeReference type)
    {
        type = type.GetElementType();
        return type is not TypeDefinition && type.Scope is AssemblyNameReference { Name: var name } && !IsSource(name)
            ? FindNano(type.FullName)
            : base.Resolve(type);
    }

    private bool IsSource(string name) => _sources.Framework.ContainsKey(name) || _sources.Firmware.Any(f => f.Name == name);
}
