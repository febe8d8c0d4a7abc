using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>Where a command writes for people: standard output, or standard error when standard output is for one JSON object.</summary>
internal static class CliConsole
{
    public static IAnsiConsole For(bool json)
    {
        var console = json ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }) : AnsiConsole.Console;
        // Where nobody looks at a window, lines are as long as they are.
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = 10_000;
        return console;
    }
}
