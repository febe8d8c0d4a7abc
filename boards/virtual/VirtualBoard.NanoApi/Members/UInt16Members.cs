using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="ushort"/> that format and read text as nanoCLR does.</summary>
[NanoMembersOf(typeof(ushort))]
public static class UInt16Members
{
    public static string ToString(ref ushort self, string? format) => NumberText.Of(self, format);

    /// <exception cref="ArgumentNullException">No text.</exception>
    /// <exception cref="FormatException">No number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Too large or too small, where .NET has OverflowException.</exception>
    public static ushort Parse(string s) => (ushort)NumberParser.Unsigned(s, 10, ushort.MaxValue);

    /// <summary>A text that cannot be read gives 0.</summary>
    public static bool TryParse(string s, out ushort result)
    {
        var outcome = NumberParser.TryUnsigned(s, 10, ushort.MaxValue, out var value);
        result = (ushort)value;
        return outcome == NumberParser.Outcome.Read;
    }
}
