using System.CommandLine;
using AgentEmulator.Cloud.Storage;

namespace AgentEmulator.Cli;

/// <summary>The option that keeps the state of cloud and agents in a file.</summary>
internal static class DataOption
{
    public static Option<FileInfo?> Create() => new("--data")
    {
        Description = "Keep the state of cloud and agents in FILE, an SQLite database, made when absent; without it they are in memory. What was acknowledged survives the end of the process at any instant.",
        HelpName = "FILE",
    };

    /// <summary>Opens the file; null without one.</summary>
    /// <exception cref="UsageException">The file is something else.</exception>
    /// <exception cref="EnvironmentFailureException">The file cannot be used now.</exception>
    public static ICloudStore? Open(ParseResult parsed, Option<FileInfo?> option)
    {
        if (parsed.GetValue(option) is not { } file)
            return null;
        try
        {
            return SqliteStore.Open(file.FullName);
        }
        catch (CloudStoreException e)
        {
            throw Explain(e);
        }
    }

    /// <summary>What to tell the user of a file that cannot be opened, or whose content cannot be read.</summary>
    public static Exception Explain(CloudStoreException e) =>
        e.IsContent ? new UsageException(e.Message, e) : new EnvironmentFailureException(e.Message, e);
}
