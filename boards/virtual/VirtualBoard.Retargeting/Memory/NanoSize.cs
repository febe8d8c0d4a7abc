using Mono.Cecil;

namespace VirtualBoard.Retargeting.Memory;

/// <summary>What nanoCLR takes for objects: a block for the object, and one for each value in it.</summary>
internal static class NanoSize
{
    /// <summary>For types of which the fields on the device are not known.</summary>
    private const int UnknownValues = 3;

    public static int OfObject(TypeReference type) => CpuMeter.BlockBytes * (1 + Values(type.Resolve()));

    public static int OfBox(TypeReference type) =>
        CpuMeter.BlockBytes * (1 + (type.IsPrimitive || type.Resolve() is null or { IsEnum: true } ? 1 : Values(type.Resolve())));

    public static int OfElement(TypeReference type) => type.MetadataType switch
    {
        MetadataType.Boolean or MetadataType.Byte or MetadataType.SByte => 1,
        MetadataType.Char or MetadataType.Int16 or MetadataType.UInt16 => 2,
        MetadataType.Int32 or MetadataType.UInt32 or MetadataType.Single => 4,
        MetadataType.Int64 or MetadataType.UInt64 or MetadataType.Double => 8,
        _ when type.Resolve() is { IsValueType: true, IsEnum: false } structure => CpuMeter.BlockBytes * Math.Max(1, Values(structure)),
        _ => CpuMeter.BlockBytes,
    };

    private static int Values(TypeDefinition? type)
    {
        if (type is null)
            return UnknownValues;
        var values = 0;
        for (var at = type; at is not null; at = at.BaseType?.Resolve())
            values += at.Fields.Count(f => !f.IsStatic);
        return values;
    }
}
