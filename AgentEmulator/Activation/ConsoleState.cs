using System.Text.RegularExpressions;

namespace AgentEmulator.Activation;

/// <summary>A state that firmware announced on its console: <c>[    1234] S state: connected ip=192.168.1.10 rssi=-55</c>.</summary>
/// <param name="UptimeMs">Milliseconds since the board booted.</param>
/// <param name="Name">The state's word.</param>
/// <param name="Details">The key=value pairs behind it.</param>
internal sealed partial record ConsoleState(long UptimeMs, string Name, IReadOnlyDictionary<string, string> Details)
{
    /// <summary>The value of a detail; null when it is absent.</summary>
    public string? this[string key] => Details.GetValueOrDefault(key);

    /// <summary>Reads a console line; null when it announces no state.</summary>
    public static ConsoleState? TryParse(string line)
    {
        var match = StateLine().Match(line);
        if (!match.Success || !long.TryParse(match.Groups["ms"].ValueSpan, out var uptime))
            return null;

        var details = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match pair in Pair().Matches(match.Groups["rest"].Value))
            details[pair.Groups["key"].Value] = pair.Groups["value"].Value.Trim('"');
        return new ConsoleState(uptime, match.Groups["name"].Value, details);
    }

    [GeneratedRegex(@"^\[ *(?<ms>\d{1,18})\] S state: (?<name>[a-z-]+)(?<rest>.*)$")]
    private static partial Regex StateLine();

    [GeneratedRegex(@"(?<key>[a-z_]+)=(?<value>""[^""]*""|\S*)")]
    private static partial Regex Pair();
}
