using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentEmulator.Flashing;

/// <summary>How a run of nanoff ended.</summary>
/// <param name="Error">Its error number, such as 4003; 0 when all went well.</param>
/// <param name="ExitCode">Its exit code: the number, of which Linux and macOS keep the low 8 bits.</param>
/// <param name="Output">All that it said.</param>
internal sealed partial record NanoffEnd(int Error, int ExitCode, string Output)
{
    private static readonly int[] Known =
        [2000, 2001, 2002, 2003, 4000, 4001, 4002, 4003, 4004, 4005, 6000, 6001, 6002, 9000, 9005, 9006, 9007, 9008, 9009, 9011, 9012, 9015];

    public bool Succeeded => Error == 0 && ExitCode == 0;

    /// <summary>Whether the line to the board was at fault, so that a lower speed may help.</summary>
    public bool MayWorkSlower => Error is 4000 or 4002 or 4003 or 4004;

    /// <summary>"E4003", or the exit code when it gave no error number.</summary>
    public string Code => Error > 0 ? $"E{Error}" : $"exit code {ExitCode}";

    /// <summary>What the error means and what to do.</summary>
    public string Advice => Error switch
    {
        2000 or 2001 or 2002 or 2003 =>
            "nanoCLR on the board did not answer: is it installed, for this board's target, and does no other program use the port?",
        4000 or 4005 =>
            "It got no connection to the chip's boot loader: hold the BOOT button while it tries, use a cable for data, and close other programs that use the port.",
        4001 => "nanoFramework has no image for the size of this board's flash.",
        4002 or 4003 => "Writing to the flash failed: use a shorter cable or another USB socket, and see that the board has enough power.",
        4004 => "Reading the flash failed: use a shorter cable or another USB socket.",
        6000 or 6001 or 6002 => "It could not use the port: another program may have it open.",
        9005 or 9015 => "There is no such firmware: the target or its version is not in nanoFramework's repository.",
        9006 or 9007 => "The firmware could not be downloaded: is there a way to the internet, and room on the disk?",
        9000 => "It did not understand its arguments: version 2.5 is needed; the commands of version 3 are others.",
        _ => "It says why above.",
    };

    internal static NanoffEnd Of(ProgramEnd end)
    {
        // "Error E4003: Failed to write new firmware to ESP32. (more)", at low verbosity "E4003" alone.
        var said = ErrorLine().Matches(end.Everything).LastOrDefault();
        var error = said is null
            ? Array.Find(Known, k => k == end.ExitCode || (k & 0xFF) == end.ExitCode)
            : int.Parse(said.Groups["code"].ValueSpan, CultureInfo.InvariantCulture);
        return new NanoffEnd(end.ExitCode == 0 ? 0 : error, end.ExitCode, end.Everything);
    }

    [GeneratedRegex(@"^\s*(Error )?E(?<code>[0-9]{4})\b", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
