using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="short"/> that format and read text as nanoCLR does.</summary>
[NanoMembersOf(typeof(short))]
public static class Int16Members
{
    public static string ToString(ref short self, string? format) => NumberText.Of(self, format);

    /// <exception cref="ArgumentNullException">No text.</exception>
    /// <exception cref="FormatException">No number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Too large or too small, where .NET has OverflowException.</exception>
    public static short Parse(string s) => (short)NumberParser.Signed(s, 10, short.MinValue, short.MaxValue);

    /// <summary>A text that cannot be read gives the type's least value.</summary>
    public static bool TryParse(string s, out short result)
    {
        var outcome = NumberParser.TrySigned(s, 10, short.MinValue, short.MaxValue, out var value);
        result = (short)value;
        return outcome == NumberParser.Outcome.Read;
    }
}
