using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="byte"/> that format and read text as nanoCLR does.</summary>
[NanoMembersOf(typeof(byte))]
public static class ByteMembers
{
    public static string ToString(ref byte self, string? format) => NumberText.Of(self, format);

    /// <exception cref="ArgumentNullException">No text.</exception>
    /// <exception cref="FormatException">No number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Too large or too small, where .NET has OverflowException.</exception>
    public static byte Parse(string s) => (byte)NumberParser.Unsigned(s, 10, byte.MaxValue);

    /// <summary>A text that cannot be read gives 0.</summary>
    public static bool TryParse(string s, out byte result)
    {
        var outcome = NumberParser.TryUnsigned(s, 10, byte.MaxValue, out var value);
        result = (byte)value;
        return outcome == NumberParser.Outcome.Read;
    }
}
