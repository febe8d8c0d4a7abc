using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="long"/> that format and read text as nanoCLR does.</summary>
[NanoMembersOf(typeof(long))]
public static class Int64Members
{
    public static string ToString(ref long self, string? format) => NumberText.Of(self, format);

    /// <exception cref="ArgumentNullException">No text.</exception>
    /// <exception cref="FormatException">No number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Too large or too small, where .NET has OverflowException.</exception>
    public static long Parse(string s) => NumberParser.Signed(s, 10, long.MinValue, long.MaxValue);

    /// <summary>A text that cannot be read gives the type's least value.</summary>
    public static bool TryParse(string s, out long result)
    {
        var outcome = NumberParser.TrySigned(s, 10, long.MinValue, long.MaxValue, out var value);
        result = value;
        return outcome == NumberParser.Outcome.Read;
    }
}
