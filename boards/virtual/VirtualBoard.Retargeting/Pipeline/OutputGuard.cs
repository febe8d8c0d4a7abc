using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using VirtualBoard.Retargeting.Api;

namespace VirtualBoard.Retargeting.Pipeline;

/// <summary>
/// Looks at the finished assemblies for references that no pass should have left. It knows nothing of how the passes work, so a
/// use that they all missed is found here and does not reach the host.
/// </summary>
internal static class OutputGuard
{
    /// <exception cref="InvalidOperationException">The retargeter has a bug.</exception>
    public static void Check(IReadOnlyList<RetargetedAssembly> assemblies, Assembly nanoApi)
    {
        var firmware = assemblies.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var assembly in assemblies)
        {
            using var pe = new PEReader(new MemoryStream(assembly.Image, writable: false));
            foreach (var fault in Faults(pe.GetMetadataReader(), firmware, nanoApi))
                throw new InvalidOperationException($"Retargeting left a reference in {assembly.Name}: {fault}.");
        }
    }

    private static IEnumerable<string> Faults(MetadataReader metadata, HashSet<string> firmware, Assembly nanoApi)
    {
        var host = HostPlatform.Core.GetName().Name;
        var machine = typeof(CpuMeter).Assembly.GetName().Name;
        foreach (var name in metadata.AssemblyReferences.Select(h => metadata.GetString(metadata.GetAssemblyReference(h).Name)))
        {
            if (name != host && name != machine && name != nanoApi.GetName().Name && !firmware.Contains(name))
                yield return name;
        }

        foreach (var type in metadata.TypeReferences.Select(metadata.GetTypeReference))
        {
            if (type.ResolutionScope.Kind != HandleKind.AssemblyReference)
                continue;

            var scope = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
            var name = $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}".TrimStart('.');
            if (metadata.StringComparer.Equals(scope.Name, host!) && HostTypes.Find(name) is null)
                yield return $"{name} of the host";
            if (metadata.StringComparer.Equals(scope.Name, machine!) && name != typeof(CpuMeter).FullName && name != typeof(Division).FullName)
                yield return $"{name} of the machine";
        }
    }
}
