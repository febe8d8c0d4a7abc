using System.CommandLine;
using AgentEmulator.Boards;
using AgentEmulator.Boards.Detection;
using AgentEmulator.Flashing;
using Spectre.Console;
using VirtualBoard.Boards;

namespace AgentEmulator.Cli;

/// <summary>What boards there are: those that are described, and those that are plugged in.</summary>
internal static class BoardsCommand
{
    private const string Description =
        """
        Show the boards that are described, check a board file, or find what is plugged in.

        Examples:
          boards list                            every board with its chip, network and firmware target
          boards show olimex-esp32-poe           all facts of one; a ? marks those that nobody has verified
          boards check boards/my-board/board.json
          boards detect                          serial ports, and which boards each may belong to

        A board is described by boards/NAME/board.json; boards/board.schema.json says what may stand in it.
        """;

    public static Command Create() => new("boards", Description) { List(), Show(), Check(), Detect() };

    private static Option<bool> Json() => new("--json") { Description = "Print exactly one JSON object on stdout, everything else on stderr." };

    private static Command List()
    {
        var json = Json();
        var command = new Command("list", "List the boards that are described.") { json };
        command.SetAction(parsed =>
        {
            var boards = InstalledFiles.BoardNames().Select(InstalledFiles.Board).ToList();
            if (parsed.GetValue(json))
                Console.Out.WriteLine(JsonText.Of(new { boards = boards.Select(BoardJson.Brief) }));
            else
                ShowTable(boards);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var json = Json();
        var name = new Argument<string>("NAME") { Description = "Name of a board, as `boards list` shows them." };
        var command = new Command("show", "Show all facts of a board, and which of them nobody has verified.") { name, json };
        command.SetAction(parsed =>
        {
            var board = InstalledFiles.Board(parsed.GetValue(name)!);
            if (parsed.GetValue(json))
                Console.Out.WriteLine(JsonText.Of(BoardJson.Full(board)));
            else
                ShowFacts(board);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Check()
    {
        var json = Json();
        var file = new Argument<FileInfo>("FILE") { Description = "A board file, boards/NAME/board.json." };
        var command = new Command("check", "Check a board file; a mistake is named with its line and what would be right.") { file, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            try
            {
                var board = BoardDefinition.Load(Directory.Exists(path.FullName) ? Path.Combine(path.FullName, "board.json") : path.FullName);
                if (parsed.GetValue(json))
                    Console.Out.WriteLine(JsonText.Of(new { file = path.FullName, valid = true, name = board.Name, uncertain = board.Uncertain.Count }));
                else
                    Console.Out.WriteLine($"{path}: right. {board.Title}, {board.Chip}, application at {NanoffCommand.Hex(board.DeployOffset)}; {Unverified(board)}.");
                return ExitCode.Done;
            }
            catch (BoardDefinitionException e) when (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonText.Of(new { file = path.FullName, valid = false, path = e.JsonPath, line = e.Line, error = e.Message }));
                Console.Error.WriteLine(e.Message);
                return ExitCode.Usage;
            }
            catch (BoardDefinitionException e)
            {
                throw new UsageException(e.Message, e);
            }
        });
        return command;
    }

    private static Command Detect()
    {
        var json = Json();
        var command = new Command("detect", "Find serial ports and say which boards each may belong to. Opens none of them.") { json };
        command.SetAction(parsed =>
        {
            var boards = InstalledFiles.BoardNames().Select(InstalledFiles.Board).ToList();
            var ports = PortFinder.OfThisComputer().Find();
            if (parsed.GetValue(json))
                Console.Out.WriteLine(JsonText.Of(new { ports = ports.Select(p => BoardJson.Port(p, boards)) }));
            else
                ShowPorts(CliConsole.For(json: false), ports, boards);
            return ExitCode.Done;
        });
        return command;
    }

    internal static void ShowPorts(IAnsiConsole console, IReadOnlyList<FoundPort> ports, IReadOnlyList<BoardDefinition> boards)
    {
        if (ports.Count == 0)
        {
            console.MarkupLine("This computer has no serial ports now. Plug a board in, with a cable that is for data; boards without USB need a serial adapter.");
            return;
        }

        foreach (var port in ports)
        {
            console.MarkupLine($"[bold]{Markup.Escape(port.Name)}[/]");
            if (port.StableName is { } stable && stable != port.Name)
                console.MarkupLine($"  stable name  {Markup.Escape(stable)}");
            console.MarkupLine($"  USB          {Markup.Escape(Usb(port.Usb))}");
            console.MarkupLine($"  may be       {Markup.Escape(MayBe(port, boards))}");
        }
    }

    private static string Usb(UsbIdentity? usb) => usb is null
        ? "none: a port of the computer itself, or of an adapter that does not tell"
        : $"{usb.VendorId:x4}:{usb.ProductId:x4}{Part(usb.Product)}{Part(usb.Serial is { } s ? $"serial {s}" : null)}{Part(usb.Interface is { } n ? $"interface {n}" : null)}";

    private static string Part(string? text) => text is null ? "" : $", {text}";

    private static string MayBe(FoundPort port, IReadOnlyList<BoardDefinition> boards)
    {
        var names = BoardMatch.Of(port, boards).Select(b => b.Name).ToList();
        var wired = string.Join(", ", boards.Where(b => b.Usb.Count == 0).Select(b => b.Name));
        if (names.Count > 0)
            return string.Join(", ", names);
        if (BoardMatch.IsOtherInterface(port, boards))
            return "the JTAG half of a board; the console is its other port";

        return port.Usb is null ? $"anything behind a serial adapter, such as {wired}" : $"no board known by these USB ids; as a serial adapter anything, such as {wired}";
    }

    private static void ShowTable(List<BoardDefinition> boards)
    {
        var table = new Table().Border(TableBorder.None)
            .AddColumns("board", "chip", "flash", "PSRAM", "network", "LED", "target", "application at");
        foreach (var b in boards)
        {
            table.AddRow(
                b.Name, b.Chip, BoardFacts.Bytes(b.FlashSize), b.PsramSize == 0 ? "-" : BoardFacts.Bytes(b.PsramSize), BoardFacts.Kind(b.Network),
                b.Led switch { GpioLed l => $"GPIO{l.Pin}", AddressableLed => "addressable", _ => "-" }, b.NanoFrameworkTarget, NanoffCommand.Hex(b.DeployOffset));
        }

        CliConsole.For(json: false).Write(table);
    }

    private static void ShowFacts(BoardDefinition board)
    {
        var console = CliConsole.For(json: false);
        console.MarkupLine($"[bold]{Markup.Escape(board.Name)}[/]");
        foreach (var fact in BoardFacts.Of(board))
            console.MarkupLine($"{(fact.IsCertain ? " " : "[yellow]?[/]")} {Markup.Escape(fact.Name),-20} {Markup.Escape(fact.Value)}");
        if (board.Uncertain.Count == 0)
            return;
        console.MarkupLine("");
        console.MarkupLine("[yellow]?[/] Not verified on a board:");
        foreach (var (path, why) in board.Uncertain)
            console.MarkupLine($"  [yellow]{Markup.Escape(path)}[/]: {Markup.Escape(why)}");
    }

    private static string Unverified(BoardDefinition board) => board.Uncertain.Count switch
    {
        0 => "every fact is said to be verified",
        1 => "1 fact is marked as not verified",
        _ => $"{board.Uncertain.Count} facts are marked as not verified",
    };
}
