using System.Globalization;
using AgentEmulator.Cli;
using VirtualBoard.Boards;

namespace AgentEmulator.HardwareTesting;

/// <summary>nanoFramework's flasher, a program of its own.</summary>
internal sealed class Nanoff(string file, ExternalProgram programs)
{
    private const string Name = "nanoff";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Finds it: the file given, else on PATH, else where .NET keeps a user's tools.</summary>
    /// <exception cref="EnvironmentFailureException">It is not there.</exception>
    public static string Find(FileInfo? given)
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
                "Or name it with --nanoff FILE; or deploy by other means and use --no-deploy.");
    }

    /// <summary>Writes an image to the deploy partition of a board.</summary>
    /// <exception cref="EnvironmentFailureException">It failed; what it said was shown.</exception>
    public async Task DeployAsync(string port, BoardDefinition board, int address, byte[] image, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("nf-test-image-");
        try
        {
            var bin = Path.Combine(folder.FullName, $"{TestImage.TestAssemblyName}.bin");
            await File.WriteAllBytesAsync(bin, image, cancel);
            // Without an address nanoff writes where older partition tables had the application, and the board never finds it.
            string[] arguments =
            [
                "--target", board.NanoFrameworkTarget,
                "--serialport", port,
                "--deploy",
                "--image", bin,
                "--address", string.Create(CultureInfo.InvariantCulture, $"0x{address:X}"),
            ];
            var end = await programs.RunAsync(file, arguments, Limit, showOutput: true, cancel);
            if (end.ExitCode != 0)
            {
                throw new EnvironmentFailureException(
                    $"{Name} could not write the test image to the board on {port} (exit code {end.ExitCode}); it says why above. " +
                    "If it cannot connect: hold the BOOT button while it tries, close other programs that use the port.");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
