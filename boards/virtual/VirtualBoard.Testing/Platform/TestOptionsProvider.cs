using Microsoft.Testing.Platform.CommandLine;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.CommandLine;

namespace VirtualBoard.Testing.Platform;

/// <summary>Declares the options of <see cref="TestOptions"/>.</summary>
internal sealed class TestOptionsProvider(BoardCatalog boards)
    : TestExtension("Virtual board", "Options of tests that run on virtual boards."), ICommandLineOptionsProvider
{
    public IReadOnlyCollection<CommandLineOption> GetCommandLineOptions() =>
    [
        new(
            TestOptions.Board,
            $"Kind of board the tests run on; also by environment variable {TestOptions.BoardVariable}. " +
            $"Default {BoardCatalog.DefaultBoard}. Boards: {string.Join(", ", boards.Names)}.",
            ArgumentArity.ExactlyOne,
            false),
        new(
            TestOptions.Seed,
            $"Seed of everything that happens by chance; also by environment variable {TestOptions.SeedVariable}. Default 1.",
            ArgumentArity.ExactlyOne,
            false),
        new(
            TestOptions.Minutes,
            $"Board time in minutes after which a test counts as hung; also by environment variable {TestOptions.MinutesVariable}. Default 10.",
            ArgumentArity.ExactlyOne,
            false),
        new(
            TestOptions.JUnit,
            "Write a JUnit report, to the file given or to <program>.junit.xml in the folder of test results.",
            ArgumentArity.ZeroOrOne,
            false),
    ];

    public Task<ValidationResult> ValidateOptionArgumentsAsync(CommandLineOption commandOption, string[] arguments) =>
        ValidationResult.ValidTask;

    public Task<ValidationResult> ValidateCommandLineOptionsAsync(ICommandLineOptions commandLineOptions) =>
        new TestOptions(commandLineOptions, Environment.GetEnvironmentVariable).Refusal(boards) is { } refusal
            ? ValidationResult.InvalidTask(refusal)
            : ValidationResult.ValidTask;
}
