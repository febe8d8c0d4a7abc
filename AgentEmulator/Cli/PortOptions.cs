using System.CommandLine;
using AgentEmulator.Flashing;

namespace AgentEmulator.Cli;

/// <summary>The options that say which boards and which flasher, shared by the commands that write to boards.</summary>
internal sealed class PortOptions
{
    private readonly Option<string?> _port = new("--port") { Description = "Serial port of the board, such as /dev/ttyUSB0, /dev/serial/by-id/... or COM5. `boards detect` finds it.", HelpName = "P" };

    private readonly Option<string?> _ports = new("--ports") { Description = "Several ports, with commas between: the boards are worked on at the same time, each with a log of its own.", HelpName = "A,B,C" };

    private readonly Option<string?> _mac = new("--mac") { Description = "Refuse a board with another MAC, before anything is written. With --ports: as many, with commas between, in the same order.", HelpName = "MAC" };

    private readonly Option<FileInfo?> _nanoff = new("--nanoff") { Description = "The program nanoff. Default: on PATH, then in ~/.dotnet/tools.", HelpName = "FILE" };

    private readonly Option<int[]> _baud = new("--baud")
    {
        Description = "Speed of writing; repeatable: the next one is tried when writing fails. Default: 1500000, 921600, 460800, 115200 (ESP32-PICO: 1500000, 115200).",
        HelpName = "N",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int> _bootTimeout = new("--boot-timeout")
    {
        Description = "Seconds to wait for the firmware's first words.",
        HelpName = "S",
        DefaultValueFactory = _ => 30,
    };

    private readonly Option<DirectoryInfo?> _logs = new("--logs") { Description = $"Folder for the logs. Default: {FlashWork.DefaultLogs.FullName}", HelpName = "FOLDER" };

    private readonly Option<bool> _json = new("--json") { Description = "Print exactly one JSON object on stdout, everything else on stderr." };

    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Show every command, what nanoff says, and the board's console." };

    public PortOptions()
    {
        _baud.TakesWhole(1200, 5_000_000);
        _bootTimeout.TakesWhole(1, 3600, "seconds");
    }

    /// <summary>The options, for a command's list.</summary>
    public IReadOnlyList<Option> All => [_port, _ports, _mac, _nanoff, _baud, _bootTimeout, _logs, _json, _verbose];

    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    public bool Verbose(ParseResult parsed) => parsed.GetValue(_verbose);

    public DirectoryInfo? Logs(ParseResult parsed) => parsed.GetValue(_logs);

    public FileInfo? Nanoff(ParseResult parsed) => parsed.GetValue(_nanoff);

    public IReadOnlyList<int>? Bauds(ParseResult parsed) => parsed.GetValue(_baud) is { Length: > 0 } bauds ? bauds : null;

    public FlashLimits Limits(ParseResult parsed) => new() { Boot = TimeSpan.FromSeconds(parsed.GetValue(_bootTimeout)) };

    /// <summary>The ports, each with the MAC it must have.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="placeholder">Stands for the port when none is named; null: one must be.</param>
    /// <exception cref="UsageException">None, both, one twice, or MACs that do not fit.</exception>
    public IReadOnlyList<(string Port, byte[]? Mac)> Ports(ParseResult parsed, string? placeholder = null)
    {
        var one = parsed.GetValue(_port);
        var several = parsed.GetValue(_ports);
        if (one is not null && several is not null)
            throw new UsageException("--port and --ports both say where the board is; give one of them.");
        string[] ports = one is not null ? [one]
            : several is not null ? Split(several)
            : placeholder is not null ? [placeholder]
            : throw new UsageException("Say where the board is with --port P. `boards detect` shows the ports of this computer.");
        if (ports.Length == 0)
            throw new UsageException("--ports names no port.");
        if (ports.GroupBy(p => p, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new UsageException($"--ports names {twice.Key} twice.");
        var macs = parsed.GetValue(_mac) is { } text ? Split(text).Select(ParseMac).ToArray() : null;
        if (macs is not null && macs.Length != ports.Length)
            throw new UsageException($"--mac names {macs.Length} boards, and there are {ports.Length} ports.");
        return [.. ports.Select((port, i) => (port, macs?[i]))];
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static byte[] ParseMac(string text) => ChipDetails.ParseMac(text)
        ?? throw new UsageException($"--mac \"{text}\" is no MAC; write for instance 24:0a:c4:01:02:03.");
}
