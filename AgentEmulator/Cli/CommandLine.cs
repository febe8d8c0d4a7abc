using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AgentEmulator.Cli;

/// <summary>The commands, and the one place where errors become messages and exit codes.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Build().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Run with --help to see what is possible.");
            return ExitCode.Usage;
        }

        try
        {
            using var interruption = new Interruption();
            // The library's own handling of Ctrl+C ends a command after a time limit, and fails at a second Ctrl+C.
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(invocation, interruption.Token);
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Usage;
        }
        catch (EnvironmentFailureException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Environment;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    internal static RootCommand Build()
    {
        var root = new RootCommand(
            """
            Factory activation of connected devices, tested before it costs real hardware.

            Without a command it activates one virtual board.
            """);
        new ActivateCommand().AddTo(root);

        var activate = new Command("activate", RealActivateOptions.Description);
        new ActivateCommand().AddWithPortTo(activate);
        root.Subcommands.Add(activate);
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(TestCommand.Create());
        root.Subcommands.Add(BenchCommand.Create());
        root.Subcommands.Add(LoadCommand.Create());
        root.Subcommands.Add(LoadCommand.CreateServer());
        root.Subcommands.Add(BoardsCommand.Create());
        root.Subcommands.Add(FlashCommand.Create());
        root.Subcommands.Add(ProvisionCommand.Create());
        root.Subcommands.Add(MonitorCommand.Create());
        root.Subcommands.Add(FixtureCommand.Create());
        root.Subcommands.Add(TokenCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        root.Subcommands.Add(SoakCommand.Create());
        root.Subcommands.Add(ExploreCommand.Create());
        root.Subcommands.Add(SimulateCommand.Create());
        root.Subcommands.Add(ReportCommand.Create());
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExitCodes((HelpAction)help.Action!);
        return root;
    }

    /// <summary>The help of any command, with the exit codes under it.</summary>
    private sealed class HelpWithExitCodes(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine(ExitCode.Help);
            return code;
        }
    }
}
