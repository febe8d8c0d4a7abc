using VirtualBoard.NanoApi.Objects;
using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="float"/> that format and read text as nanoCLR does.</summary>
[NanoMembersOf(typeof(float))]
public static class SingleMembers
{
    /// <summary>The same for both zeros and for every NaN, boxed or not.</summary>
    public static int GetHashCode(ref float self) => ObjectHash.OfBoot(Boot.Current).Of(self);

    public static string ToString(ref float self) => NumberText.Of(self, null);

    public static string ToString(ref float self, string? format) => NumberText.Of(self, format);

    /// <exception cref="ArgumentNullException">No text.</exception>
    /// <exception cref="FormatException">No number.</exception>
    public static float Parse(string s) => (float)NumberParser.Real(s);

    /// <summary>A text that cannot be read gives 0.</summary>
    public static bool TryParse(string s, out float result)
    {
        var outcome = NumberParser.TryReal(s, out var value);
        result = (float)value;
        return outcome == NumberParser.Outcome.Read;
    }
}
