using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="sbyte"/> that format and read text as nanoCLR does.</summary>
[NanoMembersOf(typeof(sbyte))]
public static class SByteMembers
{
    public static string ToString(ref sbyte self, string? format) => NumberText.Of(self, format);

    /// <exception cref="ArgumentNullException">No text.</exception>
    /// <exception cref="FormatException">No number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Too large or too small, where .NET has OverflowException.</exception>
    public static sbyte Parse(string s) => (sbyte)NumberParser.Signed(s, 10, sbyte.MinValue, sbyte.MaxValue);

    /// <summary>A text that cannot be read gives the type's least value.</summary>
    public static bool TryParse(string s, out sbyte result)
    {
        var outcome = NumberParser.TrySigned(s, 10, sbyte.MinValue, sbyte.MaxValue, out var value);
        result = (sbyte)value;
        return outcome == NumberParser.Outcome.Read;
    }
}
