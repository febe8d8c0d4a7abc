using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Checks;

/// <summary>What the evaluation stack tells apart.</summary>
internal enum SlotKind
{
    /// <summary>Integers up to 32 bits, and what is made of them.</summary>
    Number,

    /// <summary>64-bit integers.</summary>
    Long,

    /// <summary>Floating-point numbers.</summary>
    Float,

    /// <summary>References to objects.</summary>
    Object,

    /// <summary>Addresses of variables, and integers of an address's size.</summary>
    Address,

    /// <summary>Structs.</summary>
    Struct,
}

/// <summary>One place on the evaluation stack.</summary>
/// <param name="Kind">What is in it.</param>
/// <param name="Type">Full name of a struct's type.</param>
/// <param name="Producer">The instruction that put it there, when it is a call.</param>
internal readonly record struct Slot(SlotKind Kind, string? Type = null, Instruction? Producer = null)
{
    /// <summary>The slot that a value of a type takes.</summary>
    public static Slot Of(TypeReference type, Instruction? producer = null)
    {
        switch (type)
        {
            case IModifierType modified:
                return Of(modified.ElementType, producer);
            case ByReferenceType or PointerType or FunctionPointerType:
                return new Slot(SlotKind.Address);
            case PinnedType pinned:
                return Of(pinned.ElementType, producer);
            case ArrayType:
                return new Slot(SlotKind.Object);
            case GenericParameter parameter:
                return new Slot(SlotKind.Struct, parameter.FullName);
        }

        switch (type.MetadataType)
        {
            case MetadataType.Boolean or MetadataType.Char or MetadataType.SByte or MetadataType.Byte or
                MetadataType.Int16 or MetadataType.UInt16 or MetadataType.Int32 or MetadataType.UInt32:
                return new Slot(SlotKind.Number, Producer: producer);
            case MetadataType.Int64 or MetadataType.UInt64:
                return new Slot(SlotKind.Long);
            case MetadataType.Single or MetadataType.Double:
                return new Slot(SlotKind.Float);
            case MetadataType.IntPtr or MetadataType.UIntPtr:
                return new Slot(SlotKind.Address);
            case MetadataType.String or MetadataType.Object:
                return new Slot(SlotKind.Object);
        }

        var definition = type.Resolve();
        if (definition is { IsEnum: true })
            return Of(definition.Fields.First(f => !f.IsStatic).FieldType);
        return definition is { IsValueType: true } ? new Slot(SlotKind.Struct, type.FullName) : new Slot(SlotKind.Object);
    }

    /// <summary>Whether a value in this slot serves where one for another is wanted.</summary>
    public bool Serves(Slot wanted) =>
        (Kind == wanted.Kind && Type == wanted.Type) ||
        (Kind is SlotKind.Number or SlotKind.Address && wanted.Kind is SlotKind.Number or SlotKind.Address);

    public override string ToString() => Kind switch
    {
        SlotKind.Number => "a number",
        SlotKind.Long => "a 64-bit number",
        SlotKind.Float => "a floating-point number",
        SlotKind.Object => "an object",
        SlotKind.Address => "an address",
        _ => $"a {Type}",
    };
}
