using System.Text;

namespace VirtualBoard.Memory;

/// <summary>What nanoCLR takes for objects that firmware gets from native code.</summary>
internal static class ObjectSize
{
    private const int ArrayHeader = 2 * CpuMeter.BlockBytes;
    private const int Unknown = 4 * CpuMeter.BlockBytes;

    public static long Of(object item) => item switch
    {
        string text => ArrayHeader + text.Length,
        Array array => ArrayHeader + ((long)array.Length * OfElement(array.GetType().GetElementType()!)),
        StringBuilder builder => ArrayHeader + builder.Capacity,
        _ => Unknown,
    };

    private static int OfElement(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
        TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
        _ => CpuMeter.BlockBytes,
    };
}
