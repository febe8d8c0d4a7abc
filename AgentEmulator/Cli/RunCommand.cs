using System.CommandLine;
using System.Globalization;
using AgentEmulator.Activation;
using AgentEmulator.Boards;
using AgentEmulator.Running;
using VirtualBoard.Retargeting;
using VirtualBoard.Testing;

namespace AgentEmulator.Cli;

/// <summary>Runs any nanoFramework program on a virtual board.</summary>
internal sealed class RunCommand
{
    private static readonly string Description =
        $"""
        Run a nanoFramework program on a virtual board, with its console on stdout.

        PATH is the dll (or exe) that the program's project builds. What it references lies beside it: nanoFramework's own
        assemblies, official ones or those of boards/virtual/nano-reference, are replaced by the virtual board's, and libraries
        that are managed code are run as they are. With portable pdb files beside them, stack traces have files and lines.

        Time is real, times --speed, and the program reaches the network of this computer. With --simulate the clock jumps from event to
        event, there is no network beyond the lab, and a run is a function of its seed.

        In reach are the access points {TestAir.Ssid} (password {TestAir.Password}) and {TestAir.OpenSsid} (open), or those of --wifi;
        behind them is a service http://{TestService.HostName} that answers /echo, /empty, /unavailable, /never and others.

        The run ends when Main and all threads have ended and no timer is set, in a simulation also when every thread waits for what can
        no longer come; else at --for, or with Ctrl+C.

        Examples:
          run MyApp/bin/Debug/netnano1.0/MyApp.dll
          run MyApp.dll --simulate --for 3600 --seed 7
          run Blinky.dll --pin 0=low@2 --pin 0=open@2.2 --show-pins      the button at GPIO0 is pressed for 0.2 s
          run MyApp.dll --wifi office:secret-key --board esp32-c3-devkitm-1 --flash board.flash

        What the exit codes mean here:
          0    the program ended, or ran for as long as it should
          1    an exception ended Main
          2    usage: wrong arguments, or a program that nanoFramework would not run; each place is named
          3    environment: the flash file cannot be used
          130  interrupted with Ctrl+C
        """;

    private readonly Argument<FileInfo> _path = new("PATH") { Description = "The program's dll." };

    private readonly Option<string> _board = new("--board")
    {
        Description = "Board definition: the name of a folder in boards/, or the path of a board.json.",
        HelpName = "NAME",
        DefaultValueFactory = _ => new ActivationOptions().Board,
    };

    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of all that is drawn: MAC, radio timing, random numbers.", HelpName = "N", DefaultValueFactory = _ => 1 };

    private readonly Option<double> _speed = new("--speed") { Description = "Board time per real time.", HelpName = "X", DefaultValueFactory = _ => 1 };

    private readonly Option<bool> _simulate = new("--simulate") { Description = "Simulate: as fast as can be, and the same each time." };

    private readonly Option<double?> _for = new("--for") { Description = "Stop after so many seconds of board time.", HelpName = "SECONDS" };

    private readonly Option<int> _nano = NanoOption.Create();

    private readonly Option<FileInfo?> _flash = new("--flash") { Description = "Keep the board's flash in FILE between runs; made when absent.", HelpName = "FILE" };

    private readonly Option<string[]> _wifi = new("--wifi")
    {
        Description = "An access point in reach, instead of the usual; repeatable. Without a password it is open.",
        HelpName = "SSID[:PASSWORD]",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> _pin = new("--pin")
    {
        Description = "Wire a pin: high, low or open, from so many seconds of board time on; repeatable.",
        HelpName = PinInput.Form,
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _showPins = new("--show-pins") { Description = "Tell on stderr when the level of a pin changes." };

    private readonly Option<double?> _watchdog = WatchdogOption.Create();

    private readonly Option<bool> _json = new("--json") { Description = "Print exactly one JSON object on stdout when the run is over, the console on stderr." };

    private RunCommand()
    {
        _speed.TakesNumber(number => number is > 0 and <= 1e9, "a number above 0");
        _for.TakesNumber(number => number is > 0 and <= 1e9, "a number above 0");
    }

    public static Command Create()
    {
        var run = new RunCommand();
        var command = new Command("run", Description)
        {
            run._path, run._board, run._seed, run._speed, run._simulate, run._for, run._nano, run._flash, run._wifi, run._pin, run._showPins, run._watchdog, run._json,
        };
        command.SetAction((parsed, cancel) => Task.FromResult(run.Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(_simulate) && parsed.GetResult(_speed) is { Implicit: false })
            throw new UsageException("--simulate runs as fast as can be; --speed is for real time. Give one of them.");
        var options = new ProgramOptions
        {
            Program = parsed.GetValue(_path)!.FullName,
            Board = parsed.GetValue(_board)!,
            Seed = parsed.GetValue(_seed),
            Speed = parsed.GetValue(_simulate) ? null : parsed.GetValue(_speed),
            Nano = (NanoVersion)parsed.GetValue(_nano),
            FlashFile = parsed.GetValue(_flash)?.FullName,
            TimeLimit = parsed.GetValue(_for) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Watchdog = WatchdogOption.Value(parsed, _watchdog),
            Pins = [.. parsed.GetValue(_pin)!.Select(Pin)],
            Networks = Networks(parsed.GetValue(_wifi)!),
        };
        var json = parsed.GetValue(_json);
        using var images = InstalledFiles.ImageCache();
        using var run = new ProgramRun(options, InstalledFiles.Board(options.Board), Load(options, images));
        var console = json ? Console.Error : Console.Out;
        run.Printed += line => console.WriteLine(line.Text);
        if (parsed.GetValue(_showPins))
            run.PinChanged += (at, pin, level) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"-- {at.TotalSeconds:0.000} s GPIO{pin} {(level ? "high" : "low")}"));
        run.Booted += (number, reason) => Console.Error.WriteLine($"-- boot {number}: {reason}");
        var report = run.Run(cancel);
        Console.Error.WriteLine($"-- {Text(report)}");
        if (json)
            Console.Out.WriteLine(report.ToJson());
        return report.End == ProgramEnd.Interrupted ? ExitCode.Interrupted : report.Fault is null ? ExitCode.Done : ExitCode.Failed;
    }

    private static FirmwareImage Load(ProgramOptions options, ImageCache images)
    {
        try
        {
            var image = FirmwareImage.Load(options.Program, new RetargetOptions { Cache = images, Nano = options.Nano });
            foreach (var note in image.Notes)
                Console.Error.WriteLine($"-- {note}");
            return image;
        }
        catch (RetargetException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    private static PinInput Pin(string text) =>
        PinInput.TryParse(text) ?? throw new UsageException($"--pin \"{text}\" says nothing of a pin; write {PinInput.Form}, for instance 0=low@2.5.");

    private static List<WifiCredentials> Networks(string[] given)
    {
        if (given.Length == 0)
            return [new WifiCredentials(TestAir.Ssid, TestAir.Password), new WifiCredentials(TestAir.OpenSsid, "")];
        return [.. given.Select(Network)];
    }

    private static WifiCredentials Network(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var network = colon < 0 ? new WifiCredentials(text, "") : new WifiCredentials(text[..colon], text[(colon + 1)..]);
        if (network.Ssid.Length is 0 or > 32)
            throw new UsageException("--wifi: an SSID has 1 to 32 bytes; write SSID or SSID:PASSWORD.");
        return network.Password.Length is 0 or >= 8 and <= 63
            ? network
            : throw new UsageException($"--wifi {network.Ssid}: a password has 8 to 63 characters; leave it out for an open network.");
    }

    private static string Text(ProgramReport report)
    {
        var end = report.End switch
        {
            ProgramEnd.TimeLimit => "stopped at the time limit",
            ProgramEnd.Interrupted => "interrupted",
            ProgramEnd.Idle => "nothing more happens: every thread waits for what does not come,",
            _ when report.Fault is { } fault => $"ended by {fault}",
            _ => "ended",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{end} after {report.BoardTime.TotalSeconds:0.###} s board time, {report.WallTime.TotalSeconds:0.0} s real time, {report.Boots} boot{(report.Boots == 1 ? "" : "s")}");
    }
}
