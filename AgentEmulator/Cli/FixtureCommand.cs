using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using AgentEmulator.Activation;
using AgentEmulator.Agents.Loading;
using AgentEmulator.Boards;
using AgentEmulator.Fixture;
using AgentEmulator.Labels;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>The impFactory station: the operator presses a key for each board, sees what became of it, and gets a label.</summary>
internal sealed class FixtureCommand
{
    private static readonly string[] Faults = [Fault.WrongWifi, Fault.NoWifi, Fault.NoDhcp, Fault.NoInternet, Fault.AgentMigration];

    private readonly Option<string> _board = new("--board")
    {
        Description = "Board definition: the name of a folder in boards/.",
        HelpName = "NAME",
        DefaultValueFactory = _ => new ActivationOptions().Board,
    };

    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of all that is drawn.", HelpName = "N", DefaultValueFactory = _ => 1 };

    private readonly Option<double> _speed = new("--speed")
    {
        Description = "Board time per real time.",
        HelpName = "X",
        DefaultValueFactory = _ => new ActivationOptions().Speed,
    };

    private readonly Option<int> _count = new("--count")
    {
        Description = "Press the trigger this many times by itself, as soon as the hold-off lets it, instead of waiting for the Enter key.",
        HelpName = "N",
    };

    private readonly Option<double> _holdOff = new("--hold-off")
    {
        Description = "Seconds of board time after a trigger in which the next one is ignored.",
        HelpName = "S",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<DirectoryInfo?> _labels = new("--labels")
    {
        Description = "Write the label of each unit that passes into FOLDER, as MAC.png and MAC.zpl; made when absent.",
        HelpName = "FOLDER",
    };

    private readonly Option<FileInfo?> _agent = ActivateCommand.AgentOption();

    private readonly Option<string[]> _fault = new("--fault")
    {
        Description = $"Make something go wrong for every unit; repeatable: {string.Join(", ", Faults)}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print exactly one JSON object on stdout, everything else on stderr." };

    private FixtureCommand()
    {
        _fault.AcceptOnlyFromAmong(Faults);
        _speed.TakesSpeed();
        _holdOff.TakesNumber(value => value is >= 0 and <= 3600, "seconds from 0 to 3600");
        _count.TakesWhole(1, 1000);
    }

    public static Command Create()
    {
        var fixture = new FixtureCommand();
        var command = new Command(
            "fixture",
            """
            Run the BlinkUp fixture of a line: press Enter for each board, see PASS or FAIL, and get a label for each unit that passes.

            Each press lays a new virtual board down and configures it. Boards can be on their way at once; end with Ctrl+D or Ctrl+C.

            Examples:
              fixture --labels labels
              fixture --count 5 --speed 50 --json
            """)
        {
            fixture._board, fixture._seed, fixture._speed, fixture._count, fixture._holdOff, fixture._labels, fixture._agent, fixture._fault, fixture._json,
        };
        command.SetAction((parsed, cancel) => Task.FromResult(fixture.Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var json = parsed.GetValue(_json);
        var console = CliConsole.For(json);
        var labels = Folder(parsed.GetValue(_labels));
        var agents = parsed.GetValue(_agent) is { } file ? AgentAssembly.Load(file.FullName) : null;
        var options = new LineOptions
        {
            HoldOff = TimeSpan.FromSeconds(parsed.GetValue(_holdOff)),
            Activation = new ActivationOptions
            {
                Board = parsed.GetValue(_board)!,
                Seed = parsed.GetValue(_seed),
                Speed = parsed.GetValue(_speed),
                Faults = parsed.GetValue(_fault)!.ToHashSet(StringComparer.Ordinal),
                Agents = agents is null ? null : agents.Replace,
            },
        };

        using var images = InstalledFiles.ImageCache();
        using var line = FactoryLine.Live(options, InstalledFiles.Firmware(images));
        var results = new List<UnitResult>();
        line.Station.Shown += screen => Show(console, screen);
        line.Station.UnitEnded += unit =>
        {
            results.Add(unit);
            End(console, line, unit, labels);
        };
        console.MarkupLine($"[bold]BlinkUp fixture[/], virtual {Markup.Escape(options.Activation.Board)} boards, {options.Activation.Speed}x real time");
        Show(console, line.Station.Screen);
        var ended = new Operator(line, parsed.GetValue(_count), console).Run(cancel);
        var passed = results.Count(unit => unit.Passed);
        console.MarkupLine($"{results.Count} units, [green]{passed} passed[/], [{(passed == results.Count ? "grey" : "red")}]{results.Count - passed} failed[/]");
        if (json)
            Console.Out.WriteLine(Json(line, results, options).ToJsonString(ReportJson.Indented));
        return !ended ? ExitCode.Interrupted : passed == results.Count ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Show(IAnsiConsole console, FixtureScreen screen)
    {
        var colour = screen.Light switch { FixtureLight.Green => "black on green", FixtureLight.Red => "white on red", _ => "grey" };
        console.MarkupLine($"  [{colour}]|{Markup.Escape(screen.Top.PadRight(FixtureScreen.Width))}|{Markup.Escape(screen.Bottom.PadRight(FixtureScreen.Width))}|[/]");
    }

    private static void End(IAnsiConsole console, FactoryLine line, UnitResult unit, string? labels)
    {
        if (!unit.Passed)
        {
            var failure = line.TrackerOf(unit.DeviceId).Failure;
            console.MarkupLine($"    [red]unit {unit.Number} failed: {Markup.Escape(failure?.Reason ?? unit.Problem ?? "")}.[/] {Markup.Escape(failure is null ? "" : FailureReason.Advice(failure.Reason))}");
            return;
        }

        console.MarkupLine($"    unit {unit.Number}  {unit.DeviceId}  {Markup.Escape(unit.AgentUrl ?? "")}  [grey]{unit.Took.TotalSeconds:0.0} s[/]");
        if (labels is null)
            return;
        // In step with the unit: the label is there before the operator takes the board away.
        var label = new UnitLabel(unit.DeviceId, Mac(unit.DeviceId), unit.AgentUrl ?? "");
        foreach (var extension in new[] { ".png", ".zpl" })
            LabelFile.Write(Path.Combine(labels, unit.DeviceId[4..] + extension), label);
    }

    private static string? Folder(DirectoryInfo? folder)
    {
        try
        {
            folder?.Create();
            return folder?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException($"The folder {folder!.FullName} for labels cannot be made: {e.Message}", e);
        }
    }

    private static string Mac(string deviceId) => string.Join(':', Enumerable.Range(2, 6).Select(i => deviceId.Substring(i * 2, 2)));

    private static JsonObject Json(FactoryLine line, List<UnitResult> results, LineOptions options) => new()
    {
        ["passed"] = results.Count(unit => unit.Passed),
        ["failed"] = results.Count(unit => !unit.Passed),
        ["board"] = options.Activation.Board,
        ["seed"] = options.Activation.Seed,
        ["units"] = new JsonArray([.. results.OrderBy(unit => unit.Number).Select(unit => new JsonObject
        {
            ["number"] = unit.Number,
            ["outcome"] = unit.Passed ? "activated" : "failed",
            ["reason"] = unit.Passed ? null : line.TrackerOf(unit.DeviceId).Failure?.Reason ?? FailureReason.NoProgress,
            ["device_id"] = unit.DeviceId,
            ["mac"] = Mac(unit.DeviceId),
            ["agent_url"] = unit.AgentUrl,
            ["board_ms"] = (long)unit.Took.TotalMilliseconds,
        })]),
    };
}
