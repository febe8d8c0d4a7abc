using AgentEmulator.Cli;
using AgentEmulator.Flashing;

namespace AgentEmulator.HardwareTesting;

/// <summary>Finds or builds the image that the user means.</summary>
internal sealed class TestImageSource(ExternalProgram programs)
{
    private const string DefaultProject = "HardwareTests/HardwareTests.csproj";
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(10);

    /// <summary>Gives the image of a path.</summary>
    /// <param name="path">A .bin image, a test project or its folder, a dll or folder of a device build; null: HardwareTests.</param>
    /// <param name="cancel">Ends a build.</param>
    public async Task<TestImage> GetAsync(string? path, CancellationToken cancel)
    {
        path = Path.GetFullPath(path ?? FindDefault());
        if (Directory.Exists(path))
        {
            var projects = Directory.GetFiles(path, "*.csproj");
            return projects.Length switch
            {
                1 => await BuildAsync(projects[0], cancel),
                0 => TestImage.Compose(path),
                _ => throw new UsageException($"{path} has {projects.Length} projects; name the one to test."),
            };
        }

        if (!File.Exists(path))
            throw new UsageException($"There is no {path}. PATH is a .bin image, a test project, or the output folder of its device build.");
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSPROJ" => await BuildAsync(path, cancel),
            ".DLL" => TestImage.Compose(Path.GetDirectoryName(path)!),
            ".BIN" => TestImage.Read(path),
            _ => throw new UsageException($"{path} is neither a .bin image nor a .csproj nor a .dll."),
        };
    }

    private static string FindDefault()
    {
        for (var folder = Environment.CurrentDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, DefaultProject) is var project && File.Exists(project))
                return project;
        }

        throw new UsageException(
            $"No {DefaultProject} in {Environment.CurrentDirectory} or above. Run from the repository, or give PATH: a .bin image or a test project.");
    }

    private async Task<TestImage> BuildAsync(string project, CancellationToken cancel)
    {
        // With -getProperty standard output has the one answer; errors go to standard error, where the user sees them.
        var built = await programs.RunAsync(
            "dotnet",
            DeviceBuild.Arguments(project),
            BuildLimit,
            showOutput: false,
            cancel);
        return built.ExitCode == 0
            ? TestImage.Compose(built.Output.Trim())
            : throw new EnvironmentFailureException(
                $"The device build of {project} failed; the build says why above. It needs nanoFramework's SDK and packages, from a registry that serves them: " +
                "nanoFramework.NET.Sdk, nanoFramework.CoreLibrary, nanoFramework.TestFramework (which brings the launcher) and the libraries that the project names. " +
                "Where they cannot be had, build on another computer and give its output folder or .bin as PATH.");
    }
}
