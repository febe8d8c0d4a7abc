using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentEmulator.Rack.Views;

/// <summary>What a board prints, made fit to be shown: a board may print anything.</summary>
internal static partial class ConsoleText
{
    private const int Longest = 2000;

    /// <summary>
    /// Takes terminal sequences out and shows other control characters, unpaired surrogates and characters that turn the direction of writing as
    /// U+FFFD. Does not escape HTML: that is for whoever writes HTML.
    /// </summary>
    public static string Clean(string line)
    {
        if (line.Length > Longest)
            line = string.Concat(line.AsSpan(0, Longest), "…");
        if (line.All(c => c is >= ' ' and < '\u007f'))
            return line;
        line = TerminalSequence().Replace(line, "");
        var clean = new StringBuilder(line.Length);
        foreach (var rune in line.EnumerateRunes())
        {
            var hidden = rune.Value != '\t' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
            clean.Append(hidden ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return clean.ToString();
    }

    // CSI and OSC sequences, and the two-character ones.
    [GeneratedRegex("\u001b(\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?|[@-Z\\\\^_])")]
    private static partial Regex TerminalSequence();
}
