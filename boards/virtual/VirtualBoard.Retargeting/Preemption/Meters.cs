using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Pipeline;
using VirtualBoard.Retargeting.Rewriting;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>The meter of the calling thread as methods have it at hand: fetched once, on entry, and kept in a local.</summary>
internal sealed class Meters
{
    private readonly Dictionary<MethodDefinition, VariableDefinition> _locals = [];

    /// <summary>The local that holds the meter in a method.</summary>
    public VariableDefinition Local(FirmwareAssembly assembly, MethodDefinition method)
    {
        if (!_locals.TryGetValue(method, out var local))
        {
            local = new BodyEditor(method).Variable(assembly.HostReferences.Type(typeof(CpuMeter)));
            _locals.Add(method, local);
        }

        return local;
    }

    /// <summary>Writes the fetching, before all other code of the methods that use their meter.</summary>
    public static void Run(Firmware firmware)
    {
        foreach (var assembly in firmware.Assemblies)
        {
            var current = assembly.HostReferences.Method(typeof(CpuMeter).GetProperty(nameof(CpuMeter.Current))!.GetMethod!);
            foreach (var (method, local) in firmware.Meters._locals.Where(m => m.Key.Module == assembly.Module))
                new BodyEditor(method).Prologue(BodyEditor.Create(OpCodes.Call, current), BodyEditor.Create(OpCodes.Stloc, local));
        }
    }
}
