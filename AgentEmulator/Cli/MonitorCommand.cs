using System.CommandLine;
using System.Globalization;
using AgentEmulator.Activation;
using AgentEmulator.Serial;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Shows the console of a real board.</summary>
internal sealed class MonitorCommand
{
    private const string Description =
        """
        Show a board's console with time stamps and its states decoded, across reboots, until Ctrl+C.

        Examples:
          monitor --port /dev/ttyUSB0
          monitor --port COM5 --log board.log
          monitor --port /dev/ttyUSB0 --reset --until activated --timeout 120     for scripts

        What the exit codes mean here:
          0    ended with Ctrl+C, or the state of --until came
          1    the state of --until did not come within --timeout
          2    usage: wrong arguments
          3    environment: port missing, busy, or away for longer than --reconnect
        """;

    private const int MostSeconds = 7 * 24 * 3600;

    private readonly Option<string?> _port = new("--port") { Description = "Serial port of the board, such as /dev/ttyUSB0 or COM5. `boards detect` finds it.", HelpName = "P" };
    private readonly Option<int> _baud = new("--baud") { Description = "Speed of the console; nanoCLR's own is 921600.", HelpName = "N", DefaultValueFactory = _ => 921_600 };
    private readonly Option<bool> _reset = new("--reset") { Description = "Restart the board first." };
    private readonly Option<bool> _raw = new("--raw") { Description = "Show lines as they come, without decoding states." };
    private readonly Option<FileInfo?> _log = new("--log") { Description = "Write all that the board sends, with time stamps.", HelpName = "FILE" };
    private readonly Option<string?> _until = new("--until") { Description = "End when the firmware announces this state, such as booted, connected or activated.", HelpName = "STATE" };
    private readonly Option<int?> _timeout = new("--timeout") { Description = "End after so many seconds.", HelpName = "S" };
    private readonly Option<int> _reconnect = new("--reconnect") { Description = "Seconds that the port may be away, as with boards whose own USB restarts with them.", HelpName = "S", DefaultValueFactory = _ => 10 };
    private readonly Option<bool> _json = new("--json") { Description = "Print exactly one JSON object on stdout when it ends, everything else on stderr." };

    private MonitorCommand()
    {
        _baud.TakesWhole(1200, 5_000_000);
        _timeout.TakesWhole(1, MostSeconds);
        _reconnect.TakesWhole(0, MostSeconds);
    }

    public static Command Create()
    {
        var monitor = new MonitorCommand();
        var command = new Command("monitor", Description)
        {
            monitor._port, monitor._baud, monitor._reset, monitor._raw, monitor._log, monitor._until, monitor._timeout, monitor._reconnect, monitor._json,
        };
        command.SetAction(monitor.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var time = TimeProvider.System;
        var port = parsed.GetValue(_port) ?? throw new UsageException("Say where the board is with --port P. `boards detect` shows the ports of this computer.");
        var until = parsed.GetValue(_until);
        var ports = new SerialBoardPorts(time);
        ports.ThrowIfNotFree(port);
        using var log = parsed.GetValue(_log) is { } file ? SerialLog.Create(file, time) : null;
        var view = new MonitorView(CliConsole.For(parsed.GetValue(_json)), parsed.GetValue(_raw), time);
        var console = new BoardConsole(ports, port, parsed.GetValue(_baud), TimeSpan.FromSeconds(parsed.GetValue(_reconnect)), time);
        var seen = false;
        console.Opened += reset => view.Begin(port, parsed.GetValue(_baud), reset);
        console.Away += view.Away;
        console.Back += view.Back;
        console.Received += bytes => log?.Write(bytes.Span);
        console.Line += line => seen |= view.Line(line) is { } state && state.Name == until;

        var code = await ReadAsync(console, parsed, () => seen, time, cancel);
        if (until is not null && !seen && code == ExitCode.Done && !cancel.IsCancellationRequested)
        {
            view.Note($"The state {until} did not come within {parsed.GetValue(_timeout)} s.");
            code = ExitCode.Failed;
        }

        view.End();
        if (parsed.GetValue(_json))
            Console.Out.WriteLine(JsonText.Of(view.ToJson(port, seen)));
        return code;
    }

    private async Task<int> ReadAsync(BoardConsole console, ParseResult parsed, Func<bool> enough, TimeProvider time, CancellationToken cancel)
    {
        using var tooLong = parsed.GetValue(_timeout) is { } seconds ? new CancellationTokenSource(TimeSpan.FromSeconds(seconds), time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, tooLong.Token);
        try
        {
            await console.ReadAsync(parsed.GetValue(_reset), enough, either.Token);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return ExitCode.Done; // A monitor is meant to be ended so.
        }
        catch (PortVanishedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Environment;
        }
    }
}

/// <summary>Shows console lines to a person.</summary>
internal sealed class MonitorView(IAnsiConsole console, bool raw, TimeProvider time)
{
    private static readonly string[] Bad = ["-failed", "-refused", "not-provisioned", "fault"];
    private static readonly string[] Good = ["connected", "tests-passed", "blessed", "tokens-stored", "wifi-stored", "activated", "production"];

    private readonly List<string> _states = [];
    private int _boots;
    private int _lines;
    private int _absences;

    public void Begin(string port, int baud, bool reset)
    {
        console.MarkupLine($"[bold]{Markup.Escape(port)}[/] at {baud} baud. End with Ctrl+C.");
        if (!reset)
            Note("The port has no lines to restart the board with: press its reset button.");
    }

    public void Away()
    {
        _absences++;
        Note("The port is away; waiting for it to come back.");
    }

    public void Back() => Note("The port is back.");

    /// <summary>Shows a line; gives the state that it announces, if it does.</summary>
    public ConsoleState? Line(string line)
    {
        _lines++;
        var state = ConsoleState.TryParse(line);
        if (state is null)
        {
            Write(Markup.Escape(line), Colour(line));
            return null;
        }

        _states.Add(state.Name);
        if (state.Name == "booted")
        {
            _boots++;
            if (!raw)
                Write($"──── boot {Markup.Escape(state["boot"] ?? "?")}: program {Markup.Escape(state["program"] ?? "?")} ────", "bold");
        }

        Write(raw ? Markup.Escape(line) : Decoded(state), StateColour(state.Name));
        return state;
    }

    public void Note(string text) => Write(Markup.Escape(text), "yellow");

    public void End() => console.MarkupLine($"[grey]{_lines} lines, {_boots} boots, {_absences} times away[/]");

    public object ToJson(string port, bool seen) => new
    {
        port,
        lines = _lines,
        boots = _boots,
        absences = _absences,
        until_seen = seen,
        last_state = _states.LastOrDefault(),
        states = _states,
    };

    private void Write(string markup, string colour) =>
        console.MarkupLine($"[grey]{time.GetLocalNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)}[/]  [{colour}]{markup}[/]");

    /// <summary>"   1.234 s  connected         ip 192.168.1.10  rssi -55".</summary>
    private static string Decoded(ConsoleState state)
    {
        var details = string.Join("  ", state.Details.Select(d => $"{d.Key} {d.Value}"));
        return Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{state.UptimeMs / 1000.0,8:0.000} s  {state.Name,-18} {details}").TrimEnd());
    }

    private static string StateColour(string name) =>
        Bad.Any(b => name.Contains(b, StringComparison.Ordinal)) ? "red" : Good.Contains(name) ? "green" : "default";

    /// <summary>The letter behind the uptime tells the kind: [    1234] W net: ...</summary>
    private static string Colour(string line)
    {
        var close = line.StartsWith('[') ? line.IndexOf("] ", StringComparison.Ordinal) : -1;
        return close < 0 || close + 2 >= line.Length ? "default" : line[close + 2] switch { 'E' => "red", 'W' => "yellow", 'D' => "grey", _ => "default" };
    }
}
