using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="Convert"/> that read text as nanoCLR does, in any base from 2 to 36.</summary>
[NanoMembersOf(typeof(Convert))]
public static class ConvertMembers
{
    public static sbyte ToSByte(string value, int fromBase = 10) => (sbyte)NumberParser.Signed(value, fromBase, sbyte.MinValue, sbyte.MaxValue);

    public static byte ToByte(string value, int fromBase = 10) => (byte)NumberParser.Unsigned(value, fromBase, byte.MaxValue);

    public static short ToInt16(string value, int fromBase = 10) => (short)NumberParser.Signed(value, fromBase, short.MinValue, short.MaxValue);

    public static ushort ToUInt16(string value, int fromBase = 10) => (ushort)NumberParser.Unsigned(value, fromBase, ushort.MaxValue);

    public static int ToInt32(string value, int fromBase = 10) => (int)NumberParser.Signed(value, fromBase, int.MinValue, int.MaxValue);

    public static uint ToUInt32(string value, int fromBase = 10) => (uint)NumberParser.Unsigned(value, fromBase, uint.MaxValue);

    public static long ToInt64(string value, int fromBase = 10) => NumberParser.Signed(value, fromBase, long.MinValue, long.MaxValue);

    public static ulong ToUInt64(string value, int fromBase = 10) => NumberParser.Unsigned(value, fromBase, ulong.MaxValue);

    public static double ToDouble(string value) => NumberParser.Real(value);

    public static float ToSingle(string value) => (float)NumberParser.Real(value);

    public static DateTime ToDateTime(string value) => DateTime.Parse(value);

    /// <exception cref="Exception">No base 64; the device has no type of its own for it.</exception>
    public static byte[] FromBase64String(string inString)
    {
        if (inString is null)
            throw new NullReferenceException();
        try
        {
            return Convert.FromBase64String(inString);
        }
        catch (FormatException)
        {
            throw new Exception();
        }
    }

    public static byte[] FromBase64CharArray(char[] inArray, int offset, int length)
    {
        ArgumentNullException.ThrowIfNull(inArray);
        if (length < 0 || offset < 0 || offset > inArray.Length - length)
            throw new ArgumentOutOfRangeException();
        return FromBase64String(new string(inArray, offset, length));
    }
}
