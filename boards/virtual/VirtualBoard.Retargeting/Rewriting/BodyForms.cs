using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>Switches between the long forms of instructions, which can be edited freely, and the shortest.</summary>
internal static class BodyForms
{
    public static void Expand(Firmware firmware)
    {
        foreach (var body in Bodies(firmware))
            body.SimplifyMacros();
    }

    public static void Shrink(Firmware firmware)
    {
        foreach (var body in Bodies(firmware))
            body.OptimizeMacros();
    }

    private static IEnumerable<MethodBody> Bodies(Firmware firmware) =>
        from assembly in firmware.Assemblies
        from type in assembly.Module.GetTypes()
        from method in type.Methods
        where method.HasBody
        select method.Body;
}
