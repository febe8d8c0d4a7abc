using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Checks;

/// <summary>
/// Refuses what C# compiles but nanoFramework does not run: the device would crash on it or go silent, or the tools that make its image
/// would stop. A firmware that passes here is not surprised there.
/// </summary>
/// <remarks>
/// What v1 does with each was measured on nanoCLR 1.16 and 1.17. That v2 lacks all but generics too is assumed, since nothing says that it
/// has them.
/// </remarks>
internal static class SubsetCheck
{
    private const string NoGenerics =
        "nanoFramework v1 has no generics, and dies of them without a word; write it for each type, or choose nanoFramework v2";

    public static void Run(Firmware firmware)
    {
        foreach (var type in firmware.Assemblies.SelectMany(a => a.Module.GetTypes()))
        {
            // What lies within a generic type has its parameters too, and needs no line of its own.
            if (firmware.Nano == NanoVersion.V1 && type.HasGenericParameters && type.DeclaringType is not { HasGenericParameters: true })
                firmware.Issues.Add(Site.Of(type), "a generic type", NoGenerics);
            foreach (var method in type.Methods)
                Check(firmware, type, method);
        }
    }

    private static void Check(Firmware firmware, TypeDefinition type, MethodDefinition method)
    {
        var site = Site.Of(method);
        if (firmware.Nano == NanoVersion.V1 && method.HasGenericParameters)
            firmware.Issues.Add(site, "a generic method", NoGenerics);
        if (type.IsInterface && method is { HasBody: true, Name: not ".cctor" })
            firmware.Issues.Add(site, "code in an interface", "the device runs methods of classes and structs only; move it to an abstract class or a static one");
        if (!method.HasBody)
            return;

        foreach (var array in method.Body.Variables.Select(v => v.VariableType).Where(IsMultiDimensional))
            firmware.Issues.Add(site, Array(array), NoArray);
        if (method.Body.Variables.Any(v => v.IsPinned))
            firmware.Issues.Add(site, "a fixed statement", "nanoFramework's metadata processor refuses pinned variables; work with the array itself");
        foreach (var instruction in method.Body.Instructions)
            Check(firmware, site.At(instruction), instruction);
    }

    private static void Check(Firmware firmware, Site site, Instruction instruction)
    {
        var types = instruction.Operand switch
        {
            TypeReference type => [type],
            MemberReference { DeclaringType: { } owner } => new[] { owner },
            _ => [],
        };
        foreach (var type in types.Where(IsMultiDimensional))
            firmware.Issues.Add(site, Array(type), NoArray);
        if (firmware.Nano == NanoVersion.V1 && (instruction.Operand is GenericInstanceMethod || types.Any(t => t is GenericInstanceType)))
            firmware.Issues.Add(site, Generic(instruction.Operand), NoGenerics);
    }

    private const string NoArray = "nanoFramework's metadata processor refuses arrays of several dimensions; use an array of arrays";

    private static bool IsMultiDimensional(TypeReference type) => type switch
    {
        ArrayType { Rank: > 1 } => true,
        TypeSpecification specification => IsMultiDimensional(specification.ElementType),
        _ => false,
    };

    private static string Array(TypeReference type) => $"the array {Describe.Type(type)}";

    private static string Generic(object operand) => operand switch
    {
        MethodReference method => Describe.Method(method),
        FieldReference field => Describe.Field(field),
        _ => Describe.Type((TypeReference)operand),
    };
}
