using System.Globalization;
using Microsoft.Testing.Platform.CommandLine;

namespace VirtualBoard.Testing.Platform;

/// <summary>
/// What the user chose: options of the command line, else environment variables, else defaults. The variables are for runs of a
/// whole solution, where an option that one test program does not know fails them all.
/// </summary>
internal sealed class TestOptions(ICommandLineOptions commandLine, Func<string, string?> environment)
{
    public const string Board = "board";
    public const string Seed = "seed";
    public const string Minutes = "board-minutes";
    public const string JUnit = "report-junit";
    public const string BoardVariable = "NF_BOARD";
    public const string SeedVariable = "NF_SEED";
    public const string MinutesVariable = "NF_BOARD_MINUTES";

    private const double DefaultMinutes = 10;
    private const double MostMinutes = 60 * 24 * 30;

    public string BoardName => Text(Board, BoardVariable) ?? BoardCatalog.DefaultBoard;

    public ulong SeedNumber => Text(Seed, SeedVariable) is { } text && TrySeed(text, out var seed) ? seed : 1;

    public TimeSpan TimeLimit =>
        TimeSpan.FromMinutes(Text(Minutes, MinutesVariable) is { } text && TryMinutes(text, out var minutes) ? minutes : DefaultMinutes);

    /// <summary>Gets whether a JUnit file is wanted.</summary>
    public bool WantsJUnit => commandLine.IsOptionSet(JUnit);

    /// <summary>Gets its name; null for the default.</summary>
    public string? JUnitFile => Argument(JUnit);

    /// <summary>Says what is wrong with what was chosen; null when nothing is.</summary>
    public string? Refusal(BoardCatalog boards)
    {
        if (boards.Refusal(BoardName) is { } refusal)
            return $"{Source(Board, BoardVariable)}: {refusal}";
        if (Text(Seed, SeedVariable) is { } seed && !TrySeed(seed, out _))
            return $"{Source(Seed, SeedVariable)}: '{seed}' is not a whole number from 0 to {ulong.MaxValue}.";
        if (Text(Minutes, MinutesVariable) is { } minutes && !TryMinutes(minutes, out _))
            return $"{Source(Minutes, MinutesVariable)}: '{minutes}' is not a number of minutes above 0.";
        return null;
    }

    private static bool TrySeed(string text, out ulong seed) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);

    private static bool TryMinutes(string text, out double minutes) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out minutes) && minutes is > 0 and <= MostMinutes;

    private string Source(string option, string variable) => commandLine.IsOptionSet(option) ? $"--{option}" : variable;

    private string? Text(string option, string variable) =>
        Argument(option) ?? (environment(variable) is { Length: > 0 } value ? value : null);

    private string? Argument(string option) =>
        commandLine.TryGetOptionArgumentList(option, out var arguments) && arguments.Length > 0 ? arguments[0] : null;
}
