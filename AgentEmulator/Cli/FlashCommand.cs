using System.CommandLine;
using AgentEmulator.Boards;
using AgentEmulator.Flashing;
using Spectre.Console;
using VirtualBoard.Boards;

namespace AgentEmulator.Cli;

/// <summary>Puts nanoCLR and the firmware on real boards.</summary>
internal sealed class FlashCommand
{
    private const string Description =
        """
        Put nanoFramework and the firmware on a board: build, check that it is the right board, install nanoCLR, write the
        application where the board's own partition table has it, provision, and wait until the firmware says that it runs.

        Examples:
          flash esp32-devkitc-v4 --port /dev/ttyUSB0
          flash esp32-devkitc-v4 --port COM5 --factory-ssid factory-floor --factory-password-file wifi.txt
          flash olimex-esp32-poe --port /dev/ttyUSB0 --mac 24:0a:c4:01:02:03 --host 192.168.1.10
          flash esp32-c3-devkitm-1 --ports /dev/ttyUSB0,/dev/ttyUSB1 --image DeviceFirmware.bin
          flash esp32-s3-devkitc-1 --dry-run          show every step and command, touch nothing

        Without --factory-ssid, --host or --gateway the board keeps the provisioning that it has; `provision` does it later.
        It needs nanoff (dotnet tool install -g nanoff) and, unless --image is given, nanoFramework's SDK and packages.

        What the exit codes mean here:
          0    the firmware runs on every board
          1    a board was written, but its firmware does not run or is not provisioned
          2    usage: wrong arguments, wrong image
          3    environment: port missing, busy or gone, another board or chip than named, nanoff missing or failed, build not possible
          130  interrupted with Ctrl+C; run it again
        """;

    private readonly Argument<string> _name = new("NAME") { Description = "Board definition: the name of a folder in boards/." };
    private readonly Option<FileInfo?> _image = new("--image") { Description = "A ready application image (.bin) instead of a build.", HelpName = "FILE" };
    private readonly Option<ClrChoice> _clr = new("--clr")
    {
        Description = "Which nanoCLR: auto (the one that the image is for), stable, preview, or keep what is on the board.",
        HelpName = "auto|stable|preview|keep",
        DefaultValueFactory = _ => ClrChoice.Auto,
        CustomParser = result => ParseWord(result, ClrChoice.Auto),
    };

    private readonly Option<string?> _clrVersion = new("--clr-version") { Description = "Version of nanoCLR. Default: the newest.", HelpName = "V" };
    private readonly Option<bool> _erase = new("--erase") { Description = "Erase all of the flash first; the board forgets its configuration and provisioning." };
    private readonly Option<string> _table = new("--table")
    {
        Description = "Where the address of the application comes from: device reads the partition table from the board, which takes half a minute for 4 MB; board trusts the board definition.",
        HelpName = "device|board",
        DefaultValueFactory = _ => "device",
    };

    private readonly Option<bool> _noVerify = new("--no-verify") { Description = "Do not wait for the firmware to say that it runs." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print every step and command, touch nothing." };
    private readonly PortOptions _ports = new();
    private readonly ProvisionOptions _provision = new();

    private FlashCommand() => _table.AcceptOnlyFromAmong("device", "board");

    public static Command Create()
    {
        var flash = new FlashCommand();
        var command = new Command("flash", Description) { flash._name };
        Option[] own = [flash._image, flash._clr, flash._clrVersion, flash._erase, flash._table, flash._noVerify, flash._dryRun];
        foreach (var option in flash._ports.All.Concat(own).Concat(flash._provision.All))
            command.Options.Add(option);
        command.SetAction(flash.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var json = _ports.Json(parsed);
        var console = CliConsole.For(json);
        var board = InstalledFiles.Board(parsed.GetValue(_name)!);
        var image = parsed.GetValue(_image) is { } file ? Read(file) : null;
        var dryRun = parsed.GetValue(_dryRun);
        var requests = Requests(parsed, board, dryRun);
        if (dryRun)
            return Show(console, json, board, requests, image);

        var time = TimeProvider.System;
        var ports = new Serial.SerialBoardPorts(time);
        foreach (var request in requests)
            ports.ThrowIfNotFree(request.Port);
        var nanoff = Nanoff.Find(_ports.Nanoff(parsed), "To see what it would do: --dry-run.");
        console.MarkupLine($"[bold]Flashing[/] {Markup.Escape(board.Title)} on {Markup.Escape(string.Join(", ", requests.Select(r => r.Port)))}");
        image ??= await new DeviceBuild(new ExternalProgram(time, line => console.MarkupLine($"  [grey]| {Markup.Escape(line)}[/]"))).RunAsync(cancel);
        // It fits, or nothing is begun.
        image.FillTo(board.Partitions.First(p => p.Name == "deploy").Size);
        if (requests[0].Provision is null)
            console.MarkupLine("  [grey]The board keeps the provisioning that it has. To give it one: --factory-ssid, --host or --gateway, or `provision` later.[/]");

        var work = new FlashWork(console, _ports.Verbose(parsed), _ports.Logs(parsed), time);
        var results = await work.RunAsync(requests, nanoff, run => run.FlashAsync(image, cancel));
        work.Summary(results, "Flashed");
        if (json)
            Console.Out.WriteLine(JsonText.Of(ToJson(board, results, "flashed", work)));
        return FlashWork.Code(results);
    }

    internal static object ToJson(BoardDefinition board, IReadOnlyList<FlashResult> results, string word, FlashWork work) => new
    {
        board = board.Name,
        target = board.NanoFrameworkTarget,
        outcome = results.All(r => r.Succeeded) ? word : "failed",
        results = results.Select(r => r.ToJson()),
        logs = work.LogFiles,
    };

    private List<FlashRequest> Requests(ParseResult parsed, BoardDefinition board, bool dryRun)
    {
        var provision = _provision.IsAsked(parsed) ? _provision.Read(parsed, board) : null;
        return
        [
            .. _ports.Ports(parsed, dryRun ? "PORT" : null).Select(p => new FlashRequest
            {
                Board = board,
                Port = p.Port,
                Mac = p.Mac,
                Clr = parsed.GetValue(_clr),
                ClrVersion = parsed.GetValue(_clrVersion),
                EraseAll = parsed.GetValue(_erase),
                Table = parsed.GetValue(_table) == "board" ? TableSource.Definition : TableSource.Device,
                Provision = provision,
                Bauds = _ports.Bauds(parsed),
                Verify = !parsed.GetValue(_noVerify),
                Limits = _ports.Limits(parsed),
            }),
        ];
    }

    private static int Show(IAnsiConsole console, bool json, BoardDefinition board, List<FlashRequest> requests, AppImage? image)
    {
        var steps = requests.SelectMany(r => FlashPlan.Of(r, image)).Distinct().ToList();
        if (json)
        {
            Console.Out.WriteLine(JsonText.Of(new
            {
                board = board.Name,
                target = board.NanoFrameworkTarget,
                chip = board.Chip,
                deploy_offset = NanoffCommand.Hex(board.DeployOffset),
                bootloader_offset = NanoffCommand.Hex(board.BootloaderOffset),
                steps = steps.Select(s => new { name = s.Name, command = s.Command }),
            }));
            return ExitCode.Done;
        }

        console.MarkupLine($"[bold]{Markup.Escape(board.Title)}[/]: {board.Chip}, target {Markup.Escape(board.NanoFrameworkTarget)}");
        console.MarkupLine($"  boot loader at {NanoffCommand.Hex(board.BootloaderOffset)}, application at {NanoffCommand.Hex(board.DeployOffset)}");
        for (var i = 0; i < steps.Count; i++)
            console.MarkupLine($"  {i + 1}. [green]{Markup.Escape(steps[i].Name)}[/]\n     {Markup.Escape(steps[i].Command)}");
        console.MarkupLine("Nothing was touched. Where the partition table is read from the board, it decides on the application's address.");
        return ExitCode.Done;
    }

    private static AppImage Read(FileInfo file) => file.Exists
        ? AppImage.Read(file.FullName)
        : throw new UsageException($"There is no {file.FullName}, which --image names.");

    private static ClrChoice ParseWord(System.CommandLine.Parsing.ArgumentResult result, ClrChoice fallback)
    {
        var word = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        foreach (var choice in Enum.GetValues<ClrChoice>())
        {
            if (string.Equals(choice.ToString(), word, StringComparison.OrdinalIgnoreCase))
                return choice;
        }

        result.AddError($"--clr \"{word}\" is none of auto, stable, preview, keep.");
        return fallback;
    }
}
