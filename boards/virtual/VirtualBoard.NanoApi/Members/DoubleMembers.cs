using VirtualBoard.NanoApi.Objects;
using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="double"/> that format and read text as nanoCLR does.</summary>
[NanoMembersOf(typeof(double))]
public static class DoubleMembers
{
    /// <summary>The same for both zeros and for every NaN, boxed or not.</summary>
    public static int GetHashCode(ref double self) => ObjectHash.OfBoot(Boot.Current).Of(self);

    public static string ToString(ref double self) => NumberText.Of(self, null);

    public static string ToString(ref double self, string? format) => NumberText.Of(self, format);

    /// <exception cref="ArgumentNullException">No text.</exception>
    /// <exception cref="FormatException">No number.</exception>
    public static double Parse(string s) => NumberParser.Real(s);

    /// <summary>A text that cannot be read gives 0.</summary>
    public static bool TryParse(string s, out double result)
    {
        var outcome = NumberParser.TryReal(s, out var value);
        result = value;
        return outcome == NumberParser.Outcome.Read;
    }
}
