using System.Security.Cryptography;
using AgentEmulator.Cli;

namespace AgentEmulator.Boards;

/// <summary>The file with the secret that board keys are derived from: one per factory, on this computer, readable by its owner only.</summary>
internal static class FactorySecretFile
{
    private const int SecretBytes = 32;
    private const int FewestBytes = 16;

    /// <summary>Where it is unless a command says otherwise.</summary>
    public static FileInfo Default => new(Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        "nf.proj", "factory-secret"));

    /// <summary>Reads the secret; makes one when there is none.</summary>
    /// <exception cref="UsageException">The file holds too little.</exception>
    /// <exception cref="EnvironmentFailureException">It cannot be read or made.</exception>
    public static byte[] Read(FileInfo file)
    {
        try
        {
            if (!file.Exists)
            {
                file.Directory!.Create();
                var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
                if (!OperatingSystem.IsWindows())
                    options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                using var made = new FileStream(file.FullName, options);
                made.Write(RandomNumberGenerator.GetBytes(SecretBytes));
            }

            var secret = File.ReadAllBytes(file.FullName);
            return secret.Length >= FewestBytes
                ? secret
                : throw new UsageException($"The factory secret {file.FullName} has {secret.Length} bytes; it needs {FewestBytes} or more. Delete it to have a new one made.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException($"The factory secret {file.FullName} cannot be used: {e.Message} Choose another with --factory-secret.", e);
        }
    }
}
