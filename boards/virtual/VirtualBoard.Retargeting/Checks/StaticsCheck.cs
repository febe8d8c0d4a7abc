using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Pipeline;
using VirtualBoard.Retargeting.Rewriting;

namespace VirtualBoard.Retargeting.Checks;

/// <summary>Refuses static fields that cannot move into the boot's objects.</summary>
internal static class StaticsCheck
{
    public static void Run(Firmware firmware)
    {
        foreach (var type in firmware.Assemblies.SelectMany(a => a.Module.GetTypes()))
        {
            if (type.HasGenericParameters)
                Generic(firmware, type);
            foreach (var method in type.Methods.Where(m => m.HasBody))
                Tokens(firmware, method);
        }
    }

    private const string NoGenericStatics =
        "nanoFramework 2 has it, the virtual board does not: static fields belong to a boot, in one object for each assembly, and each instance of a generic type would need its own; ";

    // Each instance of a generic type has its own; one object per assembly cannot hold them.
    private static void Generic(Firmware firmware, TypeDefinition type)
    {
        foreach (var field in type.Fields.Where(StaticsPass.Moves))
            firmware.Issues.Add(Site.Of(field), "a static field of a generic type", NoGenericStatics + "move the field to a type that is not generic");
        foreach (var method in type.Methods.Where(m => m.Name == ".cctor"))
            firmware.Issues.Add(Site.Of(method), "a static constructor of a generic type", NoGenericStatics + "move what it sets up to a type that is not generic");
    }

    private static void Tokens(Firmware firmware, MethodDefinition method)
    {
        foreach (var instruction in method.Body.Instructions)
        {
            if (instruction.OpCode.Code == Code.Ldtoken && instruction.Operand is FieldReference field &&
                field.Resolve() is { } definition && StaticsPass.Moves(definition))
                firmware.Issues.Add(Site.Of(method).At(instruction), Describe.Field(field), "a static field cannot be looked at by reflection");
        }
    }
}
