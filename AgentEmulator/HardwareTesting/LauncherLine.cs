using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentEmulator.HardwareTesting;

/// <summary>What a line from a board that runs nanoFramework's unit test launcher says.</summary>
internal abstract partial record LauncherLine
{
    /// <summary>A test ended: <c>Test passed|failed|skipped,Namespace.Class.Method.i,ticks or message</c>.</summary>
    /// <param name="Name">As the launcher gives it; i counts the data rows of the method.</param>
    /// <param name="Outcome">How it ended.</param>
    /// <param name="Message">Why it failed or was skipped; null when it passed.</param>
    /// <param name="Duration">How long it took; zero unless it passed, for the launcher does not say.</param>
    /// <param name="Before">What stood in the line in front of it; empty as a rule.</param>
    internal sealed record Result(string Name, BoardTestOutcome Outcome, string? Message, TimeSpan Duration, string Before) : LauncherLine;

    /// <summary>The board boots; one boot says so several times.</summary>
    /// <param name="Stage">How far the boot is; a stage that was reached before belongs to another boot.</param>
    internal sealed record Boot(int Stage) : LauncherLine;

    /// <summary>nanoCLR says that the program ended, or a test printed the same word.</summary>
    internal sealed record End : LauncherLine;

    /// <summary>Anything else.</summary>
    /// <param name="Line">The line.</param>
    internal sealed record Text(string Line) : LauncherLine;

    /// <summary>Reads one line; any text is one.</summary>
    public static LauncherLine Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (Marker().Match(line) is { Success: true } marker && ReadResult(line, marker) is { } result)
            return result;
        if (line.Trim() is "Done." or "Waiting for debug commands..." or "Exiting.")
            return new End();
        var stage = BootStage(line);
        return stage > 0 ? new Boot(stage) : new Text(line);
    }

    private static Result? ReadResult(string line, Match marker)
    {
        var rest = line[(marker.Index + marker.Length)..];
        var comma = rest.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
            return null;
        // A name that is not one came through damaged, and so may have the outcome.
        var name = rest[..comma].Trim();
        if (!TestName().IsMatch(name))
            return null;
        var text = rest[(comma + 1)..].Trim();
        var before = line[..marker.Index];
        switch (marker.Groups[1].Value)
        {
            case "failed":
                return new Result(name, BoardTestOutcome.Failed, text, TimeSpan.Zero, before);
            case "skipped":
                return new Result(name, BoardTestOutcome.Skipped, text, TimeSpan.Zero, before);
            default:
                return Ticks().Match(text) is { Success: true } ticks
                    ? new Result(name, BoardTestOutcome.Passed, null, ReadTicks(ticks.Value), before)
                    : null;
        }
    }

    /// <summary>A test may set the clock: time that ran backwards, or by years, says nothing.</summary>
    private static TimeSpan ReadTicks(string ticks) =>
        long.TryParse(ticks, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count is > 0 and < TimeSpan.TicksPerDay
            ? TimeSpan.FromTicks(count)
            : TimeSpan.Zero;

    /// <summary>The ROM's banner (older chips, newer chips), its reset reason, then nanoCLR.</summary>
    private static int BootStage(string line) => line switch
    {
        _ when RomBanner().IsMatch(line) => 1,
        _ when line.Contains("rst:0x", StringComparison.Ordinal) => 2,
        _ when line.Contains("nanoCLR (Build ", StringComparison.Ordinal) => 3,
        _ when line.EndsWith("Created EE.", StringComparison.Ordinal) => 4,
        _ => 0,
    };

    [GeneratedRegex("Test (passed|failed|skipped),")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^[\w+<>`~$-]+(\.[\w+<>`~$-]+)*\.[0-9]+$")]
    private static partial Regex TestName();

    [GeneratedRegex("^-?[0-9]+")]
    private static partial Regex Ticks();

    [GeneratedRegex(@"ets [A-Z][a-z]{2} +[0-9]{1,2} [0-9]{4} |ESP-ROM:esp32")]
    private static partial Regex RomBanner();
}
