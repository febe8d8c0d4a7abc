using AgentEmulator.Cli;

namespace AgentEmulator.Flashing;

/// <summary>Builds the firmware for real boards, with nanoFramework's SDK and packages.</summary>
internal sealed class DeviceBuild(ExternalProgram programs)
{
    public const string DefaultProject = "DeviceFirmware/DeviceFirmware.csproj";

    /// <summary>What the SDK makes of the project.</summary>
    public const string ImageName = "DeviceFirmware.bin";

    /// <summary>Version of nanoFramework that the build is for.</summary>
    public const int Version = 2;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static string[] Arguments(string project) =>
        ["build", project, "-t:Build", "-p:NanoBuild=device", "-getProperty:TargetDir", "-nologo"];

    /// <summary>Builds it.</summary>
    /// <exception cref="UsageException">This is not the repository.</exception>
    /// <exception cref="EnvironmentFailureException">The build failed; it said why.</exception>
    public async Task<AppImage> RunAsync(CancellationToken cancel)
    {
        var project = Find();
        // With -getProperty standard output has the one answer; errors go to standard error, where the user sees them.
        var built = await programs.RunAsync("dotnet", Arguments(project), Limit, showOutput: false, cancel);
        if (built.ExitCode != 0)
        {
            throw new EnvironmentFailureException(
                $"The device build of {project} failed; the build says why above. It needs nanoFramework's SDK and packages, from a registry that serves them: " +
                "nanoFramework.NET.Sdk, nanoFramework.CoreLibrary and the libraries that the project names. " +
                $"Where they cannot be had, build on another computer and give its {ImageName} with --image.");
        }

        var image = Path.Combine(built.Output.Trim(), ImageName);
        return File.Exists(image)
            ? AppImage.Read(image)
            : throw new EnvironmentFailureException($"The device build of {project} gave no {image}. Look for a .bin in its output and give it with --image.");
    }

    private static string Find()
    {
        for (var folder = Environment.CurrentDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, DefaultProject) is var project && File.Exists(project))
                return project;
        }

        throw new UsageException(
            $"No {DefaultProject} in {Environment.CurrentDirectory} or above, so there is nothing to build. Run from the repository, or give an image with --image FILE.");
    }
}
