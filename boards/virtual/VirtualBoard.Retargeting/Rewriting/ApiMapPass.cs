using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Loading;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>Carries out what the API check has planned: types go to the host or to NanoApi, mapped members become calls of NanoApi.</summary>
internal static class ApiMapPass
{
    public static void Run(Firmware firmware)
    {
        // Verdicts go by where references point, so all are known before the first is changed.
        var targets = new Dictionary<TypeReference, TypeVerdict.Target>(firmware.Plan.Types, ReferenceEqualityComparer.Instance);
        foreach (var reference in firmware.Assemblies.SelectMany(a => a.Module.GetTypeReferences()))
        {
            if (firmware.Api.Judge(reference) is TypeVerdict.Target target)
                targets[reference] = target;
            else if (reference.Resolve() is { } own)
                reference.IsValueType = own.IsValueType;
        }

        foreach (var replacement in firmware.Plan.Members)
            new MemberReplacer(replacement).Run();
        foreach (var dropped in firmware.Plan.Attributes)
            dropped.Owner.CustomAttributes.Remove(dropped.Attribute);

        var references = firmware.Assemblies.ToDictionary(a => a.Module, a => a.HostReferences);
        foreach (var (reference, target) in targets)
            Point(reference, target, references[reference.Module]);
        foreach (var assembly in firmware.Assemblies)
            ReplaceAssemblyReferences(assembly);
    }

    private static void Point(TypeReference reference, TypeVerdict.Target target, HostReferences references)
    {
        // Cecil writes a value type in a signature only when told that it is one; what came from a token never told it.
        reference.IsValueType = target.Type.IsValueType;
        if (reference.DeclaringType is null)
            reference.Scope = target.IsNanoApi ? references.NanoApiScope : references.HostScope;
    }

    private static void ReplaceAssemblyReferences(FirmwareAssembly assembly)
    {
        var references = assembly.Module.AssemblyReferences;
        assembly.HostReferences.Settle();
        foreach (var framework in references.Where(r => FrameworkAssemblies.Contains(r.Name)).ToList())
            references.Remove(framework);
        references.Add(assembly.HostReferences.NanoApiScope);
        references.Add(assembly.HostReferences.MachineScope);
    }
}
