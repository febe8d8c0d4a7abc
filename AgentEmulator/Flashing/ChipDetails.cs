using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentEmulator.Flashing;

/// <summary>What nanoff read of a chip.</summary>
/// <param name="Chip">Such as "esp32" or "esp32s3", as board files write it.</param>
/// <param name="Description">As nanoff says it, such as "ESP32 (ESP32-D0WD-V3 (revision v3.1))".</param>
/// <param name="FlashSize">Bytes; 0 when it was not read.</param>
/// <param name="Mac">Six bytes.</param>
internal sealed partial record ChipDetails(string Chip, string Description, int FlashSize, byte[] Mac)
{
    /// <summary>Reads what nanoff prints behind "Connected to:"; null when that is not in it.</summary>
    public static ChipDetails? TryParse(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var details = lines.SkipWhile(l => l != "Connected to:").Skip(1).ToList();
        if (details.Count == 0 || !details[0].StartsWith("ESP32", StringComparison.Ordinal))
            return null;
        var mac = details.Where(l => l.StartsWith("MAC ", StringComparison.Ordinal)).Select(l => ParseMac(l[4..].Trim())).FirstOrDefault();
        if (mac is null)
            return null;
        var type = details[0].Split(' ', 2)[0];
        var size = details.Select(l => FlashSizeLine().Match(l)).FirstOrDefault(m => m.Success);
        return new ChipDetails(
            type.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(),
            details[0],
            size is null ? 0 : Bytes(size.Groups["size"].Value, size.Groups["unit"].Value),
            mac);
    }

    /// <summary>Six bytes of a MAC in hexadecimal, with or without colons or hyphens; null when it is none.</summary>
    public static byte[]? ParseMac(string text)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return digits.Length == 12 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : null;
    }

    /// <summary>"24:0a:c4:01:02:03".</summary>
    public static string MacText(ReadOnlySpan<byte> mac) => string.Join(':', mac.ToArray().Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));

    private static int Bytes(string size, string unit) =>
        int.TryParse(size, CultureInfo.InvariantCulture, out var number) ? number * (unit == "MB" ? 1 << 20 : 1 << 10) : 0;

    [GeneratedRegex("^Flash size (?<size>[0-9]+)(?<unit>MB|kB)")]
    private static partial Regex FlashSizeLine();
}
