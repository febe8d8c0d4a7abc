using System.CommandLine;
using System.Globalization;
using System.Net;
using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Flashing;
using AgentEmulator.Serial;
using Spectre.Console;
using VirtualBoard.Boards;

namespace AgentEmulator.Cli;

/// <summary>The options and the action of an activation on a real board.</summary>
internal sealed class RealActivateOptions
{
    public const string Description =
        """
        Activate one board in the factory and show how: a virtual one (the default command), or with --port a real one.

        On a real board the services run on this computer, at an address that the board reaches over its own network; the
        serial port carries its console and restarts it. A board that is not provisioned for this computer is provisioned first.

        Examples:
          activate                                          a virtual board
          activate --port /dev/ttyUSB0 --factory-ssid factory-floor --factory-password-file wifi.txt --ssid customer-home --wifi-password P
          activate --port /dev/ttyUSB0 --board olimex-esp32-poe --host 192.168.1.10        over Ethernet

        What the exit codes mean here:
          0    activated
          1    the activation failed, with a reason; or the firmware does not run on the board
          2    usage: wrong arguments
          3    environment: port missing, busy or gone, address in use, this computer not reachable, nanoff missing or failed
          130  interrupted with Ctrl+C; the board keeps its state, and the same command goes on
        """;

    private readonly Option<string?> _port = new("--port") { Description = "Serial port of a real board, such as /dev/ttyUSB0 or COM5. `boards detect` finds it.", HelpName = "P" };

    private readonly Option<int> _firstPort = new("--first-port")
    {
        Description = "With --port: the services listen on this TCP port and the two next.",
        HelpName = "N",
        DefaultValueFactory = _ => HostAddress.FirstPort,
    };

    private readonly Option<string?> _ssid = new("--ssid") { Description = "With --port: the network that the unit is programmed for, as the customer's would be. Default: the factory's own.", HelpName = "SSID" };

    private readonly Option<string?> _wifiPassword = new("--wifi-password") { Description = "Its password; an open network has none.", HelpName = "P" };

    private readonly Option<bool> _noProvision = new("--no-provision") { Description = "Do not provision the board, even if it is provisioned for another gateway." };

    private readonly Option<bool> _provisionAlways = new("--provision") { Description = "Provision the board even if it is provisioned for this computer already." };

    private readonly Option<int> _timeout = new("--timeout")
    {
        Description = "With --port: seconds after which an activation without an end is given up.",
        HelpName = "S",
        DefaultValueFactory = _ => 300,
    };

    private readonly Option<int> _bootTimeout = new("--boot-timeout") { Description = "With --port: seconds to wait for the firmware's first words.", HelpName = "S", DefaultValueFactory = _ => 30 };

    private readonly Option<FileInfo?> _nanoff = new("--nanoff") { Description = "The program nanoff, which provisions. Default: on PATH, then in ~/.dotnet/tools.", HelpName = "FILE" };

    private readonly ProvisionOptions _provision = new();
    private readonly Option<string> _board;
    private readonly IReadOnlyList<Option> _virtualOnly;
    private readonly Option<FileInfo?> _data;
    private readonly Option<bool> _json;
    private readonly Option<bool> _verbose;

    public RealActivateOptions(Option<string> board, IReadOnlyList<Option> virtualOnly, Option<FileInfo?> data, Option<bool> json, Option<bool> verbose)
    {
        _data = data;
        _board = board;
        _virtualOnly = virtualOnly;
        _json = json;
        _verbose = verbose;
        _firstPort.TakesWhole(0, 65533);
        _timeout.TakesWhole(1, 24 * 3600);
        _bootTimeout.TakesWhole(1, 3600);
    }

    /// <summary>The options, for a command's list.</summary>
    public IReadOnlyList<Option> All =>
        [_port, .. _provision.ForThisComputer, _firstPort, _ssid, _wifiPassword, _provisionAlways, _noProvision, _timeout, _bootTimeout, _nanoff];

    /// <summary>Whether a real board is meant.</summary>
    /// <exception cref="UsageException">An option for real boards is there without a port.</exception>
    public bool IsAsked(ParseResult parsed)
    {
        if (parsed.GetValue(_port) is not null)
            return true;
        var stray = All.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false });
        return stray is null ? false : throw new UsageException($"{stray.Name} is for real boards and needs --port P.");
    }

    public async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (_virtualOnly.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } option)
            throw new UsageException($"{option.Name} is for virtual boards and does not go with --port.");
        using var store = DataOption.Open(parsed, _data);
        var options = Options(parsed) with { Store = store };
        var json = parsed.GetValue(_json);
        var console = CliConsole.For(json);
        var view = new ActivationView(console, parsed.GetValue(_verbose));
        var flash = new FlashView(console, bar: null, "", parsed.GetValue(_verbose));
        var time = TimeProvider.System;
        var ports = new SerialBoardPorts(time);
        ports.ThrowIfNotFree(options.Port);
        if (IPAddress.IsLoopback(options.Host))
            flash.Note($"{options.Host} is reached from this computer only: a board behind a real network will not get there.");
        try
        {
            await using var activation = await RealActivation.StartAsync(options, ports, flash, time, cancel);
            view.Begin(options, activation);
            var report = await activation.RunAsync(cancel);
            var again = $"activate --port {options.Port} --board {options.Board.Name}";
            if (report is null)
            {
                console.MarkupLine($"[yellow]Interrupted.[/] The board keeps its state; the same command goes on: {Markup.Escape(again)}");
                return ExitCode.Interrupted;
            }

            view.End(report, "To start it as a new one: --provision --fresh.", again);
            if (json)
                Console.Out.WriteLine(report.ToJson());
            return report.Succeeded ? ExitCode.Done : ExitCode.Failed;
        }
        catch (CloudStoreException e)
        {
            throw DataOption.Explain(e);
        }
        catch (FlashFailureException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e.ExitCode;
        }
        catch (PortVanishedException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message} The board keeps its state; plug it in and run the same command again.");
            return ExitCode.Environment;
        }
    }

    private RealActivationOptions Options(ParseResult parsed)
    {
        var board = InstalledFiles.Board(parsed.GetValue(_board)!);
        var hasWifi = board.Network is WifiNetwork;
        if (parsed.GetValue(_noProvision) && parsed.GetValue(_provisionAlways))
            throw new UsageException("--provision and --no-provision contradict each other.");
        if (parsed.GetValue(_wifiPassword) is not null && parsed.GetValue(_ssid) is null)
            throw new UsageException("--wifi-password is the password of --ssid, and there is none.");
        var programmed = parsed.GetValue(_ssid) is { } ssid ? new WifiCredentials(ssid, parsed.GetValue(_wifiPassword) ?? "") : _provision.Wifi(parsed);
        if (hasWifi && programmed is null)
            throw new UsageException("Say which network the unit is programmed for: --ssid and --wifi-password, or --factory-ssid for the factory's own.");
        // A board that was provisioned for this computer before needs none of it: what is missing is told when it is needed.
        Func<string, ProvisionRequest> provision = gateway => _provision.Read(parsed, board, gateway);
        if (parsed.GetValue(_provisionAlways))
            provision("http://checked-early");
        return new RealActivationOptions
        {
            Board = board,
            Port = parsed.GetValue(_port)!,
            Host = HostAddress.Choose(_provision.Host(parsed)),
            FirstPort = parsed.GetValue(_firstPort),
            FactorySecret = FactorySecretFile.Read(_provision.SecretFile(parsed)),
            ProgrammedNetwork = hasWifi ? programmed : null,
            Provision = parsed.GetValue(_noProvision) ? null : provision,
            AlwaysProvision = parsed.GetValue(_provisionAlways),
            Nanoff = parsed.GetValue(_nanoff),
            Patience = TimeSpan.FromSeconds(parsed.GetValue(_timeout)),
            Limits = new FlashLimits { Boot = TimeSpan.FromSeconds(parsed.GetValue(_bootTimeout)) },
        };
    }
}
