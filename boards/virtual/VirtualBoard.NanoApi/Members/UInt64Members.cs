using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="ulong"/> that format and read text as nanoCLR does.</summary>
[NanoMembersOf(typeof(ulong))]
public static class UInt64Members
{
    public static string ToString(ref ulong self, string? format) => NumberText.Of(self, format);

    /// <exception cref="ArgumentNullException">No text.</exception>
    /// <exception cref="FormatException">No number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Too large or too small, where .NET has OverflowException.</exception>
    public static ulong Parse(string s) => NumberParser.Unsigned(s, 10, ulong.MaxValue);

    /// <summary>A text that cannot be read gives 0.</summary>
    public static bool TryParse(string s, out ulong result)
    {
        var outcome = NumberParser.TryUnsigned(s, 10, ulong.MaxValue, out var value);
        result = value;
        return outcome == NumberParser.Outcome.Read;
    }
}
