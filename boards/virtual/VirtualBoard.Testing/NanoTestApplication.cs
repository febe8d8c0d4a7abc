using Microsoft.Testing.Extensions;
using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Capabilities.TestFramework;
using Microsoft.Testing.Platform.Helpers;
using Microsoft.Testing.Platform.Services;
using VirtualBoard.Testing.Mutation;
using VirtualBoard.Testing.Platform;
using VirtualBoard.Testing.Reports;
using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing;

/// <summary>A test program that runs nanoFramework tests on virtual boards. <c>VirtualBoard.Testing.targets</c> makes a project one.</summary>
public static class NanoTestApplication
{
    /// <summary>The name that nanoFramework's own launcher gives every test assembly.</summary>
    public const string TestAssemblyName = "NFUnitTest";

    /// <summary>Runs the test program that <c>VirtualBoard.Testing.targets</c> puts together.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>
    /// The exit code of Microsoft.Testing.Platform: 0 all passed, 2 a test failed, 5 wrong options, 8 no tests. With <c>mutate</c> as the first
    /// word, that of the mutation test, whose help names them.
    /// </returns>
    public static Task<int> RunAsync(string[] args) =>
        RunAsync(args, Path.Combine(AppContext.BaseDirectory, "nano", $"{TestAssemblyName}.dll"));

    /// <summary>Runs the tests of a nanoFramework assembly.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="testAssembly">The dll; what it references lies beside it, and so do the portable pdb files.</param>
    /// <returns>The exit code, as above.</returns>
    public static async Task<int> RunAsync(string[] args, string testAssembly)
    {
        var boards = new BoardCatalog(Path.Combine(AppContext.BaseDirectory, "boards"));
        var program = Environment.GetCommandLineArgs()[0];
        if (args.FirstOrDefault() == MutateCommand.Name)
        {
            var sources = new SourceFiles(Path.GetDirectoryName(program)!);
            return await MutateCommand.RunAsync(args[1..], testAssembly, boards, sources, TimeProvider.System).ConfigureAwait(false);
        }

        var extension = new TestOptionsProvider(boards);
        using var stop = new StopSignal();

        var builder = await TestApplication.CreateBuilderAsync(args).ConfigureAwait(false);
        builder.CommandLine.AddProvider(() => extension);
        builder.AddTreeNodeFilterService(extension);
        builder.AddMaximumFailedTestsService(extension);
        builder.AddTrxReportProvider();
        JUnitReport.AddTo(builder, Path.GetFileNameWithoutExtension(program));
        builder.RegisterTestFramework(
            _ => new TestFrameworkCapabilities(new TrxCapability(), stop),
            (_, services) => new NanoTestFramework(
                testAssembly,
                program,
                new TestOptions(services.GetCommandLineOptions(), Environment.GetEnvironmentVariable),
                boards,
                stop,
                TimeProvider.System));
        using var application = await builder.BuildAsync().ConfigureAwait(false);
        return await application.RunAsync().ConfigureAwait(false);
    }
}
