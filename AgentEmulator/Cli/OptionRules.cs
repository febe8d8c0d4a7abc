using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace AgentEmulator.Cli;

/// <summary>Checks of what is typed behind options.</summary>
internal static class OptionRules
{
    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Action<OptionResult> Whole(Option option, int least, int most) => result =>
    {
        if (result.Tokens.Count == 0)
            return;
        var isWhole = int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var given);
        if (!isWhole || given < least || given > most)
        {
            result.AddError(most == int.MaxValue
                ? $"{option.Name} takes a whole number from {least} on."
                : $"{option.Name} takes a whole number from {least} to {most}.");
        }
    };
}
