using System.Text;

namespace VirtualBoard.Memory;

/// <summary>What nanoCLR takes for objects that firmware gets from native code: whole blocks of 12 bytes.</summary>
internal static class ObjectSize
{
    /// <summary>CLR_RT_HeapBlock_Array: the object's block, length, and what the elements are.</summary>
    private const int ArrayHeader = CpuMeter.BlockBytes + 8;

    /// <summary>CLR_RT_HeapBlock_String: the object's block, and the zero behind the UTF-8.</summary>
    private const int TextHeader = CpuMeter.BlockBytes + 1;

    private const int Unknown = 4 * CpuMeter.BlockBytes;

    public static long Of(object item) => item switch
    {
        string text => InBlocks(TextHeader + Encoding.UTF8.GetByteCount(text)),
        Array array => InBlocks(ArrayHeader + ((long)array.Length * OfElement(array.GetType().GetElementType()!))),
        StringBuilder builder => InBlocks(ArrayHeader + (sizeof(char) * (long)builder.Capacity)),
        Delegate function => OfDelegate(function),
        _ => Unknown,
    };

    /// <summary>CLR_RT_HeapBlock_Delegate; of several a list with a block for each, which are objects of their own.</summary>
    private static long OfDelegate(Delegate function)
    {
        if (function.HasSingleTarget)
            return 3 * CpuMeter.BlockBytes;
        var count = 0;
        foreach (var _ in Delegate.EnumerateInvocationList(function))
            count++;
        return (2 + count) * CpuMeter.BlockBytes;
    }

    private static long InBlocks(long bytes) => (bytes + CpuMeter.BlockBytes - 1) / CpuMeter.BlockBytes * CpuMeter.BlockBytes;

    /// <summary>Without what an element that is a structure takes as an object.</summary>
    private static int OfElement(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
        TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
        _ when ObjectShape.IsTime(type) => 8,
        _ => CpuMeter.BlockBytes,
    };
}
