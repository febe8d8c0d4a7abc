using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="int"/> that format and read text as nanoCLR does.</summary>
[NanoMembersOf(typeof(int))]
public static class Int32Members
{
    public static string ToString(ref int self, string? format) => NumberText.Of(self, format);

    /// <exception cref="ArgumentNullException">No text.</exception>
    /// <exception cref="FormatException">No number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Too large or too small, where .NET has OverflowException.</exception>
    public static int Parse(string s) => (int)NumberParser.Signed(s, 10, int.MinValue, int.MaxValue);

    /// <summary>A text that cannot be read gives the type's least value.</summary>
    public static bool TryParse(string s, out int result)
    {
        var outcome = NumberParser.TrySigned(s, 10, int.MinValue, int.MaxValue, out var value);
        result = (int)value;
        return outcome == NumberParser.Outcome.Read;
    }
}
