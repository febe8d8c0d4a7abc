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

    // It runs when a static field is used. Without one there is no telling when.
    private static void Generic(Firmware firmware, TypeDefinition type)
    {
        if (type.Fields.Any(StaticsPass.Moves))
            return;
        foreach (var method in type.Methods.Where(m => m.Name == ".cctor"))
        {
            firmware.Issues.Add(
                Site.Of(method), "a static constructor of a generic type without static fields",
                "the virtual board runs it for each set of type arguments when a static field is first used; move what it does to a type that is not generic");
        }
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
