using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Rewriting;

namespace VirtualBoard.Retargeting.Preemption;

/// <summary>
/// A variable of a loop while the loop asks for fuel: it is kept elsewhere and taken back. The host's compiler does not know how rare
/// that is. It would keep a variable that a call must not disturb in memory, and read and write it there in every turn; one that it sees
/// taken back after the call stays in a register.
/// </summary>
/// <param name="Variable">The variable, or the parameter.</param>
/// <param name="Load">How it is read.</param>
/// <param name="Store">How it is written.</param>
/// <param name="Type">Its type.</param>
/// <param name="Place">Where it is kept.</param>
internal sealed record KeptValue(object Variable, OpCode Load, OpCode Store, TypeReference Type, VariableDefinition Place)
{
    /// <summary>The variables and parameters that a loop uses, where they can be kept.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="addressed">Those of the method whose address is taken: they are in memory anyway.</param>
    /// <param name="place">Gives the place in which to keep a variable or parameter of a type.</param>
    public static IReadOnlyList<KeptValue> Of(QuietLoop loop, IReadOnlySet<object> addressed, Func<object, TypeReference, VariableDefinition> place) =>
        [.. loop.Body
            .Where(i => i.OpCode.Code is Code.Ldloc or Code.Stloc or Code.Ldarg or Code.Starg && !addressed.Contains(i.Operand))
            .Select(i => i.Operand)
            .Distinct()
            .Select(variable => variable switch
            {
                VariableDefinition local when CanBeKept(local.VariableType) =>
                    new KeptValue(local, OpCodes.Ldloc, OpCodes.Stloc, local.VariableType, place(local, local.VariableType)),
                ParameterDefinition { Index: >= 0 } parameter when CanBeKept(parameter.ParameterType) =>
                    new KeptValue(parameter, OpCodes.Ldarg, OpCodes.Starg, parameter.ParameterType, place(parameter, parameter.ParameterType)),
                _ => null,
            })
            .OfType<KeptValue>()];

    public IReadOnlyList<Instruction> Keep() => [BodyEditor.Create(Load, Variable), BodyEditor.Create(OpCodes.Stloc, Place)];

    /// <summary>
    /// Takes it back by a volatile read, which the compiler cannot leave out although it knows that the two are the same. What is left in
    /// the place must not keep an object alive.
    /// </summary>
    public IReadOnlyList<Instruction> TakeBack() =>
    [
        BodyEditor.Create(OpCodes.Ldloca, Place),
        BodyEditor.Create(OpCodes.Volatile),
        BodyEditor.Create(OpCodes.Ldobj, Type),
        BodyEditor.Create(Store, Variable),
        .. IsNumber(Type) ? Array.Empty<Instruction>() : [BodyEditor.Create(OpCodes.Ldnull), BodyEditor.Create(OpCodes.Stloc, Place)],
    ];

    private static bool CanBeKept(TypeReference type) => type switch
    {
        ArrayType => true,
        TypeSpecification or GenericParameter => false,
        _ => IsNumber(type) || type.Resolve() is { IsValueType: false },
    };

    private static bool IsNumber(TypeReference type) => type is not TypeSpecification && (type.IsPrimitive || type.Resolve() is { IsEnum: true });
}
