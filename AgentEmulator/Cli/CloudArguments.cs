using System.CommandLine;
using AgentEmulator.RealCloud;

namespace AgentEmulator.Cli;

/// <summary>Options of commands that talk to a live impCloud.</summary>
internal static class CloudArguments
{
    public static Option<string> Cloud(string otherwise) => new("--cloud")
    {
        Description = $"The impCloud, such as {CloudAddress.Real}.",
        HelpName = "URL",
        DefaultValueFactory = _ => otherwise,
    };

    public static Option<FileInfo?> KeyFile() => new("--api-key-file")
    {
        Description = $"File whose only content is the account's BlinkUp API key. Without it the key comes from the environment variable {CloudKey.Variable}.",
        HelpName = "FILE",
    };
}
