using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using AgentEmulator.Load;

namespace AgentEmulator.Cli;

/// <summary>Measures how much the gateway and the cloud carry on this computer.</summary>
internal sealed class LoadCommand
{
    private const string Description =
        """
        Measure how much the device gateway and the impCloud carry on this computer.

        Starts a process with the services, has devices long-poll for messages of their agents while fixtures poll claims of
        tokens, and sends messages to the agents, which send each one back. Says messages per second, round trip times and
        memory, and the ratio to a bare Kestrel endpoint in the same process, asked by the same client with the same bytes on as many
        connections. Messages and the bare endpoint take turns in five rounds, and medians are told: the ratio, not the rate, can be
        compared between computers. Only this computer is loaded.
        """;

    private readonly Option<int> _devices = Number("--devices", "Devices that long-poll at once.", 10_000, 1, 20_000);
    private readonly Option<int> _fixtures = Number("--fixtures", "Fixtures that poll claims, twice a second each.", 64, 0, 1_000);
    private readonly Option<int> _senders = Number("--senders", "Messages on their way at a time.", 64, 1, 1_000);
    private readonly Option<int> _seconds = Number("--seconds", "Seconds that messages are measured; the bare endpoint takes as long again.", 10, 1, 600);

    private readonly Option<double> _ratio = new("--min-ratio")
    {
        Description = "Least ratio to the bare endpoint; below it the exit code is 1.",
        HelpName = "R",
        DefaultValueFactory = _ => 0.5,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print exactly one JSON object on stdout, everything else on stderr." };

    public static Command Create()
    {
        var load = new LoadCommand();
        var command = new Command("load", Description) { load._devices, load._fixtures, load._senders, load._seconds, load._ratio, load._json };
        command.SetAction(load.RunAsync);
        return command;
    }

    /// <summary>The other half: started by load itself.</summary>
    public static Command CreateServer()
    {
        var command = new Command("load-server", "The process that load measures.") { Hidden = true };
        command.SetAction(async (_, _) =>
        {
            await LoadServer.RunAsync();
            return ExitCode.Done;
        });
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var json = parsed.GetValue(_json);
        var output = json ? Console.Error : Console.Out;
        var options = new LoadOptions(
            parsed.GetValue(_devices), parsed.GetValue(_fixtures), Math.Min(parsed.GetValue(_senders), parsed.GetValue(_devices)),
            TimeSpan.FromSeconds(parsed.GetValue(_seconds)), parsed.GetValue(_ratio));
        LoadReport report;
        try
        {
            report = await new LoadRun(options, text => output.WriteLine($"  {text}")).RunAsync(cancel);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TooManyOpenSockets)
        {
            throw new EnvironmentFailureException(
                $"This computer does not allow a process {options.Devices} connections: raise the limit of open files (ulimit -n), or measure fewer --devices.", e);
        }
        catch (Exception e) when (e is SocketException or IOException or InvalidOperationException)
        {
            throw new EnvironmentFailureException($"The measurement broke off: {e.Message}", e);
        }

        foreach (var line in report.Lines())
            output.WriteLine(line);
        if (json)
            Console.Out.WriteLine(report.ToJson());
        return report.Passed ? ExitCode.Done : ExitCode.Failed;
    }

    private static Option<int> Number(string name, string description, int fallback, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => fallback };
        option.TakesWhole(least, most);
        return option;
    }
}
