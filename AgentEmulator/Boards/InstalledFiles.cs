using AgentEmulator.Cli;
using VirtualBoard.Boards;
using VirtualBoard.Retargeting;

namespace AgentEmulator.Boards;

/// <summary>The board definitions and the firmware that are built into the program's folder.</summary>
internal static class InstalledFiles
{
    private static string BoardsFolder => Path.Combine(AppContext.BaseDirectory, "boards");

    private static string FirmwareFile => Path.Combine(AppContext.BaseDirectory, "firmware", "DeviceFirmware.dll");

    /// <summary>Names of the boards, sorted.</summary>
    public static IReadOnlyList<string> BoardNames() =>
    [
        .. Directory.EnumerateFiles(BoardsFolder, "board.json", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Loads a board's definition.</summary>
    /// <param name="name">Name of an installed board, or path of a board.json.</param>
    /// <exception cref="UsageException">There is no such board, or its file is wrong; the message says which there are, or where.</exception>
    public static BoardDefinition Board(string name)
    {
        var isFile = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if (!isFile && !BoardNames().Contains(name, StringComparer.Ordinal))
            throw new UsageException($"There is no board \"{name}\". Boards: {string.Join(", ", BoardNames())}; or give the path of a board.json.");
        try
        {
            return BoardDefinition.Load(isFile ? name : Path.Combine(BoardsFolder, name, "board.json"));
        }
        catch (BoardDefinitionException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    /// <summary>Where retargeted firmware is kept between runs: beside the program, so that a clean build starts afresh.</summary>
    public static ImageCache ImageCache() => new(Path.Combine(AppContext.BaseDirectory, "retargeted"));

    /// <summary>Loads the compiled DeviceFirmware, retargeted for virtual boards.</summary>
    /// <param name="images">Keeps what was retargeted; owns the image.</param>
    /// <exception cref="EnvironmentFailureException">It was not built.</exception>
    public static FirmwareImage Firmware(ImageCache images) => File.Exists(FirmwareFile)
        ? FirmwareImage.Load(FirmwareFile, new RetargetOptions { Cache = images })
        : throw new EnvironmentFailureException($"The firmware {FirmwareFile} is missing; build it with: dotnet build");
}
