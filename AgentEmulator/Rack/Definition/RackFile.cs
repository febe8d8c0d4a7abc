using System.Text.RegularExpressions;
using AgentEmulator.Cli;

namespace AgentEmulator.Rack.Definition;

/// <summary>A rack file that was read.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Journaled">Its text as the journal keeps it: passwords are struck out.</param>
/// <param name="Rack">What it says.</param>
internal sealed partial record RackFile(string Path, string Journaled, RackDefinition Rack)
{
    private const string StruckOut = "\"…\"";

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">Its content is wrong.</exception>
    /// <exception cref="EnvironmentFailureException">It cannot be read.</exception>
    public static RackFile Load(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        string text;
        try
        {
            text = File.ReadAllText(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException($"The rack file {path} cannot be read: {e.Message}", e);
        }

        return new RackFile(full, StrikeOut(text), RackReader.Read(text, path));
    }

    /// <summary>The rack of a run that is gone on with: from the journal, or with passwords in it, from the file, which must not have changed.</summary>
    /// <param name="path">Where the file was when the run began.</param>
    /// <param name="journaled">Its text in the journal.</param>
    /// <exception cref="UsageException">The file says something else now.</exception>
    /// <exception cref="EnvironmentFailureException">It cannot be read.</exception>
    public static RackFile OfRun(string path, string journaled)
    {
        if (!journaled.Contains(StruckOut, StringComparison.Ordinal))
            return new RackFile(path, journaled, RackReader.Read(journaled, path));
        // The journal has no passwords, so the file is needed.
        var file = Load(path);
        return file.Journaled == journaled
            ? file
            : throw new UsageException(
                $"{path} says something else than when the run began. Put it back as it was to go on with the run, or start a new run.");
    }

    /// <summary>The text without passwords.</summary>
    internal static string StrikeOut(string text) => Password().Replace(text, $"$1{StruckOut}");

    [GeneratedRegex("""("password"\s*:\s*)"(?:[^"\\]|\\.)*"(?!\s*:)""")]
    private static partial Regex Password();
}
