using System.CommandLine;
using AgentEmulator.Boards;
using AgentEmulator.Flashing;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Tells boards that run the firmware where their factory is.</summary>
internal sealed class ProvisionCommand
{
    private const string Description =
        """
        Tell a board that has the firmware where its factory is: the gateway's address, the board's own key, the factory's WiFi,
        and the CA certificate of an https gateway. Nothing is flashed; nanoCLR must run on the board.

        Examples:
          provision --port /dev/ttyUSB0 --factory-ssid factory-floor --factory-password-file wifi.txt
          provision --port COM5 --board olimex-esp32-poe --gateway https://gateway.factory.example --ca ca.pem
          provision --port /dev/ttyUSB0 --factory-ssid factory-floor --fresh     also forget an earlier activation

        What the exit codes mean here:
          0    the board is provisioned, and its firmware says so
          1    it was written, but the firmware does not run or does not accept it
          2    usage: wrong arguments
          3    environment: port missing, busy or gone, another board than named, nanoff missing or failed
          130  interrupted with Ctrl+C; run it again
        """;

    private readonly Option<string> _board = new("--board")
    {
        Description = "Board definition: the name of a folder in boards/.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "esp32-devkitc-v4",
    };

    private readonly Option<bool> _noVerify = new("--no-verify") { Description = "Do not restart the board and wait for its firmware." };
    private readonly PortOptions _ports = new();
    private readonly ProvisionOptions _provision = new();

    private ProvisionCommand()
    {
    }

    public static Command Create()
    {
        var provision = new ProvisionCommand();
        var command = new Command("provision", Description);
        foreach (var option in provision._ports.All.Concat([provision._board, provision._noVerify]).Concat(provision._provision.All))
            command.Options.Add(option);
        command.SetAction(provision.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var json = _ports.Json(parsed);
        var console = CliConsole.For(json);
        var board = InstalledFiles.Board(parsed.GetValue(_board)!);
        var places = _ports.Ports(parsed);
        var request = _provision.Read(parsed, board);
        var requests = places.Select(p => new FlashRequest
        {
            Board = board,
            Port = p.Port,
            Mac = p.Mac,
            Provision = request,
            Bauds = _ports.Bauds(parsed),
            Verify = !parsed.GetValue(_noVerify),
            Limits = _ports.Limits(parsed),
        }).ToList();

        var time = TimeProvider.System;
        var ports = new Serial.SerialBoardPorts(time);
        foreach (var place in places)
            ports.ThrowIfNotFree(place.Port);
        var nanoff = Nanoff.Find(_ports.Nanoff(parsed));
        console.MarkupLine($"[bold]Provisioning[/] {Markup.Escape(board.Title)} on {Markup.Escape(string.Join(", ", places.Select(p => p.Port)))} for {Markup.Escape(request.Gateway)}");
        var work = new FlashWork(console, _ports.Verbose(parsed), _ports.Logs(parsed), time);
        var results = await work.RunAsync(requests, nanoff, run => run.ProvisionAsync(cancel));
        work.Summary(results, "Provisioned");
        if (json)
            Console.Out.WriteLine(JsonText.Of(FlashCommand.ToJson(board, results, "provisioned", work)));
        return FlashWork.Code(results);
    }
}
