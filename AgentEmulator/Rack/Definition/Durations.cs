using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentEmulator.Rack.Definition;

/// <summary>Spans of time as people write them: "90s", "10m", "1h30m", "7d", "250ms".</summary>
internal static partial class Durations
{
    public const string Expected = "a time such as \"90s\", \"10m\", \"1h30m\" or \"7d\"";

    /// <summary>The longest: 10 years.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>Reads one; null when it is none or too long.</summary>
    public static TimeSpan? TryParse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || text.Length == 0)
            return null;
        var ms = Part(match, "d") * 86_400_000 + Part(match, "h") * 3_600_000 + Part(match, "m") * 60_000 + Part(match, "s") * 1000 + Part(match, "ms");
        return ms <= Longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(ms) : null;
    }

    /// <summary>For people: two units at most.</summary>
    public static string Show(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours} h"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes} min"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s"),
    };

    private static double Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group ? double.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:(?<d>\d{1,5}(?:\.\d{1,3})?)d)?(?:(?<h>\d{1,6}(?:\.\d{1,3})?)h)?(?:(?<m>\d{1,8}(?:\.\d{1,3})?)m(?!s))?(?:(?<s>\d{1,9}(?:\.\d{1,3})?)s)?(?:(?<ms>\d{1,9})ms)?$")]
    private static partial Regex Pattern();
}
