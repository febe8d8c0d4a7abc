using System.CommandLine;
using System.Globalization;

namespace AgentEmulator.Cli;

/// <summary>The option that gives virtual boards a watchdog.</summary>
internal static class WatchdogOption
{
    private const double MostSeconds = 24 * 3600;

    public static Option<double?> Create()
    {
        var option = new Option<double?>("--watchdog")
        {
            Description = "Reset the board when a thread is busy for so many seconds of board time without ever waiting; the reset reason is Watchdog. Default: none, as in nanoFramework's images for ESP32.",
            HelpName = "SECONDS",
        };
        option.TakesNumber(seconds => seconds is > 0 and <= MostSeconds, $"a number of seconds above 0 and up to {MostSeconds}");
        return option;
    }

    public static TimeSpan? Value(ParseResult parsed, Option<double?> option) =>
        parsed.GetValue(option) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
