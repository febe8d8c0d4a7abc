using System.CommandLine;
using AgentEmulator.Boards;
using AgentEmulator.Exploration;
using VirtualBoard.Retargeting;

namespace AgentEmulator.Cli;

/// <summary>Options that the commands on simulated labs have in common.</summary>
internal sealed class LabOptionSet
{
    private const string DefaultBoard = "esp32-devkitc-v4";

    private readonly Option<string> _board = new("--board")
    {
        Description = "Board definition: the name of a folder in boards/.",
        HelpName = "NAME",
        DefaultValueFactory = _ => DefaultBoard,
    };

    private readonly Option<FileInfo?> _firmware = new("--firmware")
    {
        Description = "Firmware to run: the dll that its project builds, with its libraries beside it. Default: the project's own DeviceFirmware.",
        HelpName = "FILE",
    };

    private readonly Option<ulong>? _seed;

    /// <param name="seed">Whether the command takes one seed.</param>
    public LabOptionSet(bool seed)
    {
        if (seed)
            _seed = new Option<ulong>("--seed") { Description = "Seed of all that is drawn.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Jobs.TakesWhole(1, 1024);
    }

    public Option<int> Jobs { get; } = new("--jobs")
    {
        Description = "Labs at the same time. Default: one for each processor.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print exactly one JSON object on stdout, everything else on stderr." };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Show what boards print and services acknowledge, where one run is shown." };

    public Option<FileInfo?> Trace { get; } = new("--trace")
    {
        Description = "Write every decision of the lab to FILE, one a line. For one run.",
        HelpName = "FILE",
    };

    public Option<FileInfo?> Against { get; } = new("--against")
    {
        Description = "Compare the run with a trace that was written before, perhaps on another computer, and show the first difference.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        if (_seed is not null)
            command.Options.Add(_seed);
        Option[] options = [_board, _firmware, Jobs, Trace, Against, Json, Verbose];
        foreach (var option in options)
            command.Options.Add(option);
    }

    /// <exception cref="UsageException">No such board, or the firmware cannot run on it.</exception>
    public FactoryLabOptions Options(ParseResult parsed, ImageCache images)
    {
        var definition = InstalledFiles.Board(parsed.GetValue(_board)!);
        return new FactoryLabOptions
        {
            Seed = _seed is null ? 1 : parsed.GetValue(_seed),
            Definition = definition,
            Firmware = parsed.GetValue(_firmware) is { } file ? InstalledFiles.Firmware(file, images) : InstalledFiles.Firmware(images),
        };
    }

    /// <summary>The options that a command needs again to do the same.</summary>
    public string Repeat(ParseResult parsed)
    {
        var parts = new List<string>();
        if (_seed is not null)
            parts.Add($"--seed {parsed.GetValue(_seed)}");
        if (parsed.GetValue(_board) is { } board && board != DefaultBoard)
            parts.Add($"--board {board}");
        if (parsed.GetValue(_firmware) is { } firmware)
            parts.Add($"--firmware {Quote(firmware.FullName)}");
        return string.Join(' ', parts);
    }

    /// <summary>Where the trace of the run goes; null when nobody wants it.</summary>
    /// <exception cref="UsageException">The file to compare with is missing.</exception>
    /// <exception cref="EnvironmentFailureException">The file cannot be written.</exception>
    public TraceFiles? OpenTrace(ParseResult parsed)
    {
        var (write, against) = (parsed.GetValue(Trace), parsed.GetValue(Against));
        if (write is null && against is null)
            return null;
        if (write is not null && against is not null && write.FullName == against.FullName)
            throw new UsageException("--trace and --against name the same file; the trace would be overwritten by the run that is compared with it.");
        if (against is { Exists: false })
            throw new UsageException($"There is no trace {against.FullName}; write one with --trace FILE.");
        try
        {
            return new TraceFiles(write?.FullName, against?.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException(e.Message, e);
        }
    }

    private static string Quote(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
