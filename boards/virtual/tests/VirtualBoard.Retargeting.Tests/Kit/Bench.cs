using System.Reflection;
using VirtualBoard.Boards;

namespace VirtualBoard.Retargeting.Tests.Kit;

/// <summary>A simulated lab in which tests boot what they compile.</summary>
internal sealed class Bench : IDisposable
{
    public Bench() => Lab = new Lab(new LabOptions { Seed = 1 });

    public GuestCompiler Compiler { get; } = new();

    public Lab Lab { get; }

    public static RetargetOptions Options(Assembly? nanoApi = null) =>
        new() { ReferenceFolder = GuestCompiler.ReferenceFolder, NanoApi = nanoApi ?? StandIn.Plain, CompileAll = true };

    /// <summary>Compiles and retargets a program.</summary>
    public FirmwareImage Image(string source, bool optimize = false, Assembly? nanoApi = null) =>
        FirmwareImage.Load(Compiler.Program(source, optimize: optimize), Options(nanoApi));

    /// <summary>Compiles a program and reports why it is refused.</summary>
    public RetargetException Refusal(string source, bool optimize = false, Assembly? nanoApi = null)
    {
        var path = Compiler.Program(source, optimize: optimize);
        return Assert.Throws<RetargetException>(() => FirmwareImage.Load(path, Options(nanoApi)));
    }

    /// <summary>Runs a program once; returns what it printed.</summary>
    public IReadOnlyList<string> Run(string source, bool optimize = false, Assembly? nanoApi = null) =>
        Run(Image(source, optimize, nanoApi));

    /// <summary>Runs firmware on a board of its own for a minute of its time; returns what it printed.</summary>
    public IReadOnlyList<string> Run(IFirmware firmware)
    {
        var board = AddBoard(firmware);
        board.PowerOn();
        Lab.RunFor(TimeSpan.FromMinutes(1));
        return Lines(board);
    }

    public Board AddBoard(IFirmware firmware, TimeSpan? watchdog = null)
    {
        var definition = BoardDefinition.Load(Path.Combine(AppContext.BaseDirectory, "boards", "esp32-devkitc-v4", "board.json"));
        var board = Lab.AddBoard(definition, new BoardOptions { Name = $"board-{Lab.Boards.Count}", Watchdog = watchdog });
        board.Load(firmware);
        return board;
    }

    public static IReadOnlyList<string> Lines(Board board) => [.. board.Console.Lines.Select(l => l.Text)];

    public void Dispose()
    {
        Lab.Dispose();
        Compiler.Dispose();
    }
}
