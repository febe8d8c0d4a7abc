using System.CommandLine;
using System.Globalization;
using AgentEmulator.Activation;
using AgentEmulator.Agents.Loading;
using AgentEmulator.Boards;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Labels;
using AgentEmulator.RealCloud;
using Spectre.Console;
using VirtualBoard;

namespace AgentEmulator.Cli;

/// <summary>The default command: one factory activation on a virtual board, shown as it happens.</summary>
internal sealed class ActivateCommand
{
    private readonly Option<string> _board = new("--board")
    {
        Description = "Board definition: the name of a folder in boards/.",
        HelpName = "NAME",
        DefaultValueFactory = _ => new ActivationOptions().Board,
    };

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Seed of all that is drawn: MAC, plan and token IDs, radio timing, where a power cut falls.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<double> _speed = new("--speed")
    {
        Description = "Board time per real time; 1 runs as slowly as a real board.",
        HelpName = "X",
        DefaultValueFactory = _ => new ActivationOptions().Speed,
    };

    private readonly Option<FileInfo?> _flash = new("--flash")
    {
        Description = "Keep the board's flash in FILE between runs; made when absent.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _fault = new("--fault")
    {
        Description = "Make something go wrong; repeatable.\n" +
            string.Join('\n', Fault.All.Select(f => $"  {f.Name}: {f.Summary}")),
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<double?> _watchdog = WatchdogOption.Create();

    private readonly Option<FileInfo?> _agent = AgentOption();

    private readonly Option<string?> _cloud = new("--cloud")
    {
        Description = "Fetch real tokens from this impCloud, such as https://api.electricimp.com. Blessing, activation and claim stay emulated: the board is no imp.",
        HelpName = "URL",
    };

    private readonly Option<FileInfo?> _keyFile = CloudArguments.KeyFile();

    private readonly Option<string[]> _label = new("--label")
    {
        Description = "Write the label of the activated unit (device ID, MAC, agent URL as QR code) to FILE.png or FILE.zpl; repeatable. A unit that fails gets none.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<FileInfo?> _data = DataOption.Create();

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print exactly one JSON object on stdout, everything else on stderr.",
    };

    private readonly Option<bool> _verbose = new("--verbose", "-v")
    {
        Description = "Show the consoles of the board and of the agents as well.",
    };

    public ActivateCommand()
    {
        _fault.AcceptOnlyFromAmong([.. Fault.All.Select(f => f.Name)]);
        _speed.TakesSpeed();
    }

    /// <summary>The option with which a command takes a user's agents.</summary>
    public static Option<FileInfo?> AgentOption() => new("--agent")
    {
        Description = "Run the agents of this assembly instead of the built-in ones; AgentEmulator/examples/MyFactory is one.",
        HelpName = "FILE.dll",
    };

    /// <summary>Gives a command the options and the action of an activation.</summary>
    public void AddTo(Command command)
    {
        AddOptions(command);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    /// <summary>The same, and the options for a real board behind a serial port.</summary>
    public void AddWithPortTo(Command command)
    {
        AddOptions(command);
        var real = new RealActivateOptions(_board, [_seed, _speed, _flash, _fault, _watchdog, _agent, _label, _cloud, _keyFile], _data, _json, _verbose);
        foreach (var option in real.All)
            command.Options.Add(option);
        command.SetAction((parsed, cancel) => real.IsAsked(parsed) ? real.RunAsync(parsed, cancel) : Task.FromResult(Run(parsed, cancel)));
    }

    private void AddOptions(Command command)
    {
        Option[] options = [_board, _seed, _speed, _flash, _fault, _watchdog, _agent, _label, _cloud, _keyFile, _data, _json, _verbose];
        foreach (var option in options)
            command.Options.Add(option);
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var json = parsed.GetValue(_json);
        var console = CliConsole.For(json);
        var labels = parsed.GetValue(_label)!;
        LabelFile.Check(labels);
        var agents = parsed.GetValue(_agent) is { } file ? AgentAssembly.Load(file.FullName) : null;
        using var store = DataOption.Open(parsed, _data);
        var options = new ActivationOptions
        {
            Store = store,
            Agents = agents is null ? null : agents.Replace,
            Tokens = Tokens(parsed),
            Board = parsed.GetValue(_board)!,
            Seed = parsed.GetValue(_seed),
            Speed = parsed.GetValue(_speed),
            FlashFile = parsed.GetValue(_flash)?.FullName,
            Watchdog = WatchdogOption.Value(parsed, _watchdog),
            Faults = parsed.GetValue(_fault)!.ToHashSet(StringComparer.Ordinal),
        };

        using var images = InstalledFiles.ImageCache();
        using var scenario = Start(options, InstalledFiles.Firmware(images));
        var view = new ActivationView(console, parsed.GetValue(_verbose));
        view.Begin(options, scenario);
        var report = scenario.Run(cancel);
        if (report is null)
        {
            view.Interrupted(options, parsed.GetValue(_data));
            return ExitCode.Interrupted;
        }

        view.End(report, "Use another --flash file for a new board.", Again(report));
        if (report is { Succeeded: true, AgentUrl: { } agentUrl })
        {
            foreach (var label in labels)
                LabelFile.Write(label, new UnitLabel(report.DeviceId, report.Mac, agentUrl));
            view.Labelled(labels);
        }

        if (json)
            Console.Out.WriteLine(report.ToJson());
        return report.Succeeded ? ExitCode.Done : ExitCode.Failed;
    }

    private static ActivationScenario Start(ActivationOptions options, IFirmware firmware)
    {
        try
        {
            return ActivationScenario.Live(options, firmware);
        }
        catch (CloudStoreException e)
        {
            throw DataOption.Explain(e);
        }
    }

    private static string Again(ActivationReport report) =>
        string.Join(' ', report.Faults.Select(f => $"--fault {f}").Append($"--seed {report.Seed} --board {report.Board}"));

    private TokenSource? Tokens(ParseResult parsed)
    {
        if (parsed.GetValue(_cloud) is not { } cloud)
        {
            return parsed.GetValue(_keyFile) is null
                ? null
                : throw new UsageException("--api-key-file is the key of another impCloud: say which with --cloud URL.");
        }

        return new TokenSource(
            CloudAddress.Parse(cloud), CloudKey.Read(parsed.GetValue(_keyFile), Environment.GetEnvironmentVariable(CloudKey.Variable)));
    }
}
