using System.CommandLine;
using System.Globalization;

namespace AgentEmulator.Cli;

/// <summary>Checks of what is typed behind options.</summary>
internal static class OptionRules
{
    /// <summary>The option takes whole numbers from <paramref name="least"/> to <paramref name="most"/>.</summary>
    /// <param name="unit">What is counted; empty for things that the option's name says.</param>
    public static void TakesWhole(this Option option, int least, int most = int.MaxValue, string unit = "") => option.Takes(
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given >= least && given <= most,
        $"a whole number{(unit.Length == 0 ? "" : " of " + unit)} " + (most == int.MaxValue ? $"from {least} on" : $"from {least} to {most}"));

    /// <summary>The option takes numbers, with a decimal point or without, that are good.</summary>
    /// <param name="what">Names them in the error.</param>
    public static void TakesNumber(this Option option, Func<double, bool> isGood, string what) => option.Takes(
        text => double.TryParse(text, CultureInfo.InvariantCulture, out var given) && isGood(given), what);

    /// <summary>The option takes what is faster than nothing: board time per real time.</summary>
    public static void TakesSpeed(this Option option) => option.TakesNumber(speed => speed is > 0 and <= 1000, "a number above 0 and up to 1000");

    private static void Takes(this Option option, Func<string, bool> isGood, string what) => option.Validators.Add(result =>
    {
        if (result.Tokens.Any(token => !isGood(token.Value)))
            result.AddError($"{option.Name} takes {what}.");
    });
}
