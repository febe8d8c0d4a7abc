using AgentEmulator.Cli;

namespace AgentEmulator.Flashing;

/// <summary>nanoFramework's flasher, a program of its own.</summary>
internal sealed class Nanoff(string file, ExternalProgram programs)
{
    public const string Name = "nanoff";

    /// <summary>Finds it: the file given, else on PATH, else where .NET keeps a user's tools.</summary>
    /// <param name="given">What the user named.</param>
    /// <param name="elsewise">What the user can do without it; a sentence for the message, or empty.</param>
    /// <exception cref="EnvironmentFailureException">It is not there.</exception>
    public static string Find(FileInfo? given, string elsewise = "")
    {
        if (given is not null)
        {
            return given.Exists
                ? given.FullName
                : throw new EnvironmentFailureException($"There is no {given.FullName}, which --nanoff names.");
        }

        var tools = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Append(tools).Select(f => Path.Combine(f, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name)).FirstOrDefault(File.Exists)
            ?? throw new EnvironmentFailureException(
                $"{Name}, which writes to the board, is neither on PATH nor in {tools}. Install it with: dotnet tool install -g {Name}   " +
                $"Or name it with --nanoff FILE.{(elsewise.Length > 0 ? " " + elsewise : "")}");
    }

    /// <summary>Runs it to its end, however that is.</summary>
    /// <exception cref="EnvironmentFailureException">It cannot be started, or took too long.</exception>
    public async Task<NanoffEnd> RunAsync(IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancel) =>
        NanoffEnd.Of(await programs.RunAsync(file, arguments, limit, showOutput: true, cancel));
}
