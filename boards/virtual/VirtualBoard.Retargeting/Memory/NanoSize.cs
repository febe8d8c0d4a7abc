using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace VirtualBoard.Retargeting.Memory;

/// <summary>
/// What nanoCLR takes for objects, in blocks of 12 bytes on a 32-bit chip: one for the object, one for each field of it and its base types,
/// and for a field that is a structure also the structure, which is an object of its own. Numbers, enumerations, <c>DateTime</c> and
/// <c>TimeSpan</c> lie in the field.
/// </summary>
internal static class NanoSize
{
    /// <summary>For types of which the fields on the device are not known.</summary>
    private const int UnknownValues = 3;

    /// <summary>Bytes of an object that <c>new</c> makes.</summary>
    public static int OfObject(TypeReference type) => CpuMeter.BlockBytes * Blocks(type.Resolve());

    /// <summary>Bytes of a boxed value.</summary>
    public static int OfBox(TypeReference type) => CpuMeter.BlockBytes * (IsStructure(type) ? Blocks(type.Resolve()) : 2);

    /// <summary>Bytes of an element of an array; for one that is a structure, with the object that each element is.</summary>
    public static int OfElement(TypeReference type) => type.MetadataType switch
    {
        MetadataType.Boolean or MetadataType.Byte or MetadataType.SByte => 1,
        MetadataType.Char or MetadataType.Int16 or MetadataType.UInt16 => 2,
        MetadataType.Int32 or MetadataType.UInt32 or MetadataType.Single => 4,
        MetadataType.Int64 or MetadataType.UInt64 or MetadataType.Double => 8,
        _ when IsTime(type) => 8,
        _ when type is not ArrayType && type.Resolve() is { IsEnum: true } enumeration => OfElement(enumeration.GetEnumUnderlyingType()),
        _ when IsStructure(type) => CpuMeter.BlockBytes * (1 + Blocks(type.Resolve())),
        _ => CpuMeter.BlockBytes,
    };

    private static int Blocks(TypeDefinition? type)
    {
        if (type is null)
            return 1 + UnknownValues;
        var blocks = 1;
        for (var at = type; at is not null; at = at.BaseType?.Resolve())
            blocks += at.Fields.Where(f => !f.IsStatic).Sum(f => 1 + (IsStructure(f.FieldType) ? Blocks(f.FieldType.Resolve()) : 0));
        return blocks;
    }

    private static bool IsStructure(TypeReference type) =>
        !type.IsPrimitive && !type.IsPointer && type is not ArrayType && !IsTime(type) && type.Resolve() is { IsValueType: true, IsEnum: false };

    private static bool IsTime(TypeReference type) => type.FullName is "System.DateTime" or "System.TimeSpan";
}
