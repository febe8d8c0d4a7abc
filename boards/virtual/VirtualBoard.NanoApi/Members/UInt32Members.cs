using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="uint"/> that format and read text as nanoCLR does.</summary>
[NanoMembersOf(typeof(uint))]
public static class UInt32Members
{
    public static string ToString(ref uint self, string? format) => NumberText.Of(self, format);

    /// <exception cref="ArgumentNullException">No text.</exception>
    /// <exception cref="FormatException">No number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Too large or too small, where .NET has OverflowException.</exception>
    public static uint Parse(string s) => (uint)NumberParser.Unsigned(s, 10, uint.MaxValue);

    /// <summary>A text that cannot be read gives 0.</summary>
    public static bool TryParse(string s, out uint result)
    {
        var outcome = NumberParser.TryUnsigned(s, 10, uint.MaxValue, out var value);
        result = (uint)value;
        return outcome == NumberParser.Outcome.Read;
    }
}
