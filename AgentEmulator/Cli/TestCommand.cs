using System.CommandLine;
using System.Globalization;
using AgentEmulator.Boards;
using AgentEmulator.HardwareTesting;
using Spectre.Console;
using VirtualBoard.Retargeting;

namespace AgentEmulator.Cli;

/// <summary>Runs nanoFramework unit tests on a real board, or on virtual ones.</summary>
internal sealed class TestCommand
{
    private const string Description =
        """
        Run nanoFramework unit tests on a board.

        With --port: builds the tests for the device, writes them to the board with nanoff, restarts it and reads
        the results of nanoFramework's unit test launcher from the serial port. The board needs nanoCLR on it.
        Without --port: runs them on virtual boards; PATH is then an NFUnitTest.dll that was built without NanoBuild=device.

        Examples:
          test --port /dev/ttyUSB0                          HardwareTests on a real board
          test --port COM5 MyTests.bin --board esp32-devkitc-v4
          test --port /dev/ttyUSB0 --no-deploy --log board.log   only listen
          test HardwareTests/bin/Debug/netstandard2.0/NFUnitTest.dll   on virtual boards
          test NFUnitTest.dll --filter SlotStore --seed 7              some of them

        What the exit codes mean here:
          0    every test passed or was skipped
          1    a test failed, did not run or did not end; or there was none
          2    usage: wrong arguments, wrong image
          3    environment: port missing, busy or gone, board silent from the start, nanoff missing or failed, build not possible
          130  interrupted with Ctrl+C; the results so far are reported
        """;

    private const int MostSeconds = 7 * 24 * 3600;

    private readonly Argument<string?> _path = new("PATH")
    {
        Description = "With --port: a .bin image; a test project or its folder, which is built; or the output folder of its device build. Default: HardwareTests.\nWithout --port: an NFUnitTest.dll.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => null,
    };

    private readonly Option<string?> _port = new("--port") { Description = "Serial port of the board, such as /dev/ttyUSB0 or COM5.", HelpName = "P" };

    private readonly Option<string> _board = new("--board")
    {
        Description = "Board definition: the name of a folder in boards/. It says where in flash the tests go.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "esp32-devkitc-v4",
    };

    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "Without --port: only tests whose name contains TEXT; with * and ?, whose whole name fits.",
        HelpName = "TEXT",
    };

    private readonly Option<ulong> _seed = new("--seed") { Description = "Without --port: seed of everything that happens by chance.", HelpName = "N", DefaultValueFactory = _ => 1 };

    private readonly Option<int> _nano = NanoOption.Create();

    private readonly Option<double?> _watchdog = WatchdogOption.Create();

    private readonly Option<int> _baud = new("--baud")
    {
        Description = "Speed of the serial port; nanoCLR's own is 921600.",
        HelpName = "N",
        DefaultValueFactory = _ => 921600,
    };

    private readonly Option<FileInfo?> _nanoff = new("--nanoff") { Description = "The program nanoff. Default: on PATH, then in ~/.dotnet/tools.", HelpName = "FILE" };

    private readonly Option<string?> _address = new("--address")
    {
        Description = "Where in flash the tests go, in hexadecimal. Default: the board definition's. Boards whose firmware is from before September 2025 need 0x1B0000.",
        HelpName = "0xN",
    };

    private readonly Option<bool> _noDeploy = new("--no-deploy") { Description = "Write nothing: only restart the board and listen." };

    private readonly Option<int> _silence = new("--silence")
    {
        Description = "Seconds that the board may say nothing before it counts as hung.",
        HelpName = "S",
        DefaultValueFactory = _ => 60,
    };

    private readonly Option<int> _timeout = new("--timeout")
    {
        Description = "Seconds that the tests may take altogether.",
        HelpName = "S",
        DefaultValueFactory = _ => 1800,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print exactly one JSON object on stdout, everything else on stderr." };

    private readonly Option<FileInfo?> _junit = new("--junit") { Description = "Write a JUnit report.", HelpName = "FILE" };

    private readonly Option<FileInfo?> _trx = new("--trx") { Description = "Write a TRX report.", HelpName = "FILE" };

    private readonly Option<FileInfo?> _log = new("--log") { Description = "Write all that the board sends, with time stamps.", HelpName = "FILE" };

    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Show what the board prints besides results." };

    private TestCommand()
    {
        _silence.TakesWhole(1, MostSeconds, "seconds");
        _timeout.TakesWhole(1, MostSeconds, "seconds");
        _baud.TakesWhole(1);
    }

    public static Command Create()
    {
        var test = new TestCommand();
        var command = new Command("test", Description)
        {
            test._path, test._port, test._board, test._filter, test._seed, test._nano, test._watchdog, test._baud, test._nanoff, test._address, test._noDeploy, test._silence, test._timeout,
            test._json, test._junit, test._trx, test._log, test._verbose,
        };
        command.SetAction(test.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var json = parsed.GetValue(_json);
        var view = new TestView(CliConsole.For(json), parsed.GetValue(_verbose));
        var files = new BoardTestFiles(parsed.GetValue(_junit), parsed.GetValue(_trx));
        files.Prepare();
        var time = TimeProvider.System;
        var started = time.GetUtcNow();
        var port = parsed.GetValue(_port);
        var report = port is null
            ? await RunVirtualAsync(parsed, view, cancel)
            : await RunRealAsync(port, parsed, view, time, cancel);
        view.End(report);
        files.Write(report, TestImage.TestAssemblyName, port ?? "virtual board", started, time.GetUtcNow());
        if (json)
            Console.Out.WriteLine(BoardTestJson.Of(report));
        return Code(report);
    }

    private async Task<BoardTestReport> RunRealAsync(
        string port, ParseResult parsed, TestView view, TimeProvider time, CancellationToken cancel)
    {
        if (Given(parsed, _filter, _seed, _nano, _watchdog) is { } option)
            throw new UsageException($"{option.Name} is for virtual boards: the launcher on a real one runs all that was written to it.");
        var request = new RealTestRequest(
            port,
            InstalledFiles.Board(parsed.GetValue(_board)!),
            parsed.GetValue(_baud),
            parsed.GetValue(_path),
            parsed.GetValue(_nanoff),
            Address(parsed.GetValue(_address)),
            parsed.GetValue(_noDeploy),
            new ListenLimits(TimeSpan.FromSeconds(parsed.GetValue(_silence)), TimeSpan.FromSeconds(parsed.GetValue(_timeout))),
            parsed.GetValue(_log));
        return await new RealTestRun(request, view, time).RunAsync(cancel);
    }

    private async Task<BoardTestReport> RunVirtualAsync(ParseResult parsed, TestView view, CancellationToken cancel)
    {
        if (Given(parsed, _baud, _nanoff, _address, _noDeploy, _silence, _timeout, _log) is { } option)
            throw new UsageException($"{option.Name} is for real boards and needs --port P.");
        var path = parsed.GetValue(_path);
        if (path is null || !path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException(
                "Say where to run the tests: on a real board with --port P, or on virtual boards with the path of an NFUnitTest.dll. " +
                "(All of HardwareTests on virtual boards: dotnet test.)");
        }

        var request = new VirtualTestRequest(
            Path.GetFullPath(path),
            InstalledFiles.Board(parsed.GetValue(_board)!),
            parsed.GetValue(_seed),
            (NanoVersion)parsed.GetValue(_nano),
            parsed.GetValue(_filter))
        {
            Watchdog = WatchdogOption.Value(parsed, _watchdog),
        };
        return await VirtualTestRun.RunAsync(request, view, cancel);
    }

    private static Option? Given(ParseResult parsed, params IEnumerable<Option> options) =>
        options.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false });

    private static int Code(BoardTestReport report) => report.End switch
    {
        RunEnd.Interrupted => ExitCode.Interrupted,
        RunEnd.PortVanished or RunEnd.NothingHeard => ExitCode.Environment,
        _ => report.Succeeded ? ExitCode.Done : ExitCode.Failed,
    };

    private static int? Address(string? text)
    {
        if (text is null)
            return null;
        return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) &&
            int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var address) && address > 0 && address % 4096 == 0
                ? address
                : throw new UsageException($"--address \"{text}\" is no address of a flash sector; write for instance 0x1E0000.");
    }
}
