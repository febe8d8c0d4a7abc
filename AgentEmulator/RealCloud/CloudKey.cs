using AgentEmulator.Cli;

namespace AgentEmulator.RealCloud;

/// <summary>The BlinkUp API key of an account at a cloud: from a file or the environment, never from the command line, where others see it.</summary>
internal static class CloudKey
{
    /// <summary>Environment variable that holds the key.</summary>
    public const string Variable = "IMP_BLINKUP_API_KEY";

    private const int MostCharacters = 4_096;

    /// <summary>Reads the key.</summary>
    /// <param name="file">File whose only content is the key; null looks into the environment.</param>
    /// <param name="variable">What the environment holds.</param>
    /// <exception cref="UsageException">There is none, or it is none.</exception>
    public static string Read(FileInfo? file, string? variable)
    {
        if (file is null)
        {
            return Clean(variable) ?? throw new UsageException(
                $"A BlinkUp API key is needed: put it into a file and give --api-key-file FILE, or set the environment variable {Variable}.");
        }

        return ReadFile(file, "API key");
    }

    /// <summary>Reads a secret from a file whose only content it is.</summary>
    /// <param name="what">Names it in errors.</param>
    /// <exception cref="UsageException">It cannot be read, or is none.</exception>
    public static string ReadFile(FileInfo file, string what)
    {
        try
        {
            return Clean(File.ReadAllText(file.FullName)) ?? throw new UsageException($"{file.FullName} holds no {what}: its only content must be the {what}, on one line.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The {what} cannot be read from {file.FullName}: {e.Message}", e);
        }
    }

    /// <summary>Null for what cannot be a key: nothing, several lines, or characters that no header may hold.</summary>
    private static string? Clean(string? text)
    {
        var key = text?.Trim();
        return string.IsNullOrEmpty(key) || key.Length > MostCharacters || key.Any(c => c is < '!' or > '~') ? null : key;
    }
}
