using System.Globalization;
using System.Text.RegularExpressions;
using AgentEmulator.Cli;
using VirtualBoard.Boards;
using VirtualBoard.Retargeting;
using VirtualBoard.Testing.Discovery;
using VirtualBoard.Testing.Running;

namespace AgentEmulator.HardwareTesting;

/// <summary>The tests of an assembly on virtual boards, as <c>dotnet test</c> runs them.</summary>
internal sealed partial class VirtualTestRun : ITestObserver
{
    /// <summary>Board time that a test may take, as under <c>dotnet test</c>.</summary>
    private static readonly TimeSpan TestLimit = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly List<BoardTestResult> _results = [];
    private readonly KnownTests _known;
    private readonly Action<BoardTestResult> _ended;

    private VirtualTestRun(KnownTests known, Action<BoardTestResult> ended)
    {
        _known = known;
        _ended = ended;
    }

    /// <summary>Runs all tests; a run that is cancelled gives what there is.</summary>
    /// <exception cref="UsageException">The assembly is none, or no board could run it.</exception>
    public static async Task<BoardTestReport> RunAsync(
        string assembly, BoardDefinition board, TestView view, CancellationToken cancel)
    {
        var known = KnownTests.Of(assembly);
        view.Begin($"virtual {board.Name}");
        try
        {
            using var image = FirmwareImage.LoadLibrary(assembly);
            var run = new VirtualTestRun(known, view.Test);
            await new TestRun(image, new RunOptions(board, Seed: 1, TestLimit), known.Files, run).RunAsync(known.All, cancel);
            return new BoardTestReport(cancel.IsCancellationRequested ? RunEnd.Interrupted : RunEnd.Finished, run._results, Reboots: 0);
        }
        catch (RetargetException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    public void Started(TestCase test)
    {
    }

    public void Ended(TestCase test, TestResult result) => Add(_known.Of(
        test,
        result.Outcome switch
        {
            TestOutcome.Passed => BoardTestOutcome.Passed,
            TestOutcome.Skipped => BoardTestOutcome.Skipped,
            TestOutcome.NotRun => BoardTestOutcome.NotRun,
            _ => BoardTestOutcome.Failed,
        },
        result.Message,
        result.Duration,
        result.Output), result);

    public void CleanupFailed(TestClass testClass, TestMethod cleanup, TestResult result) => Add(
        new BoardTestResult(
            testClass.FullName,
            $"{testClass.FullName}.{cleanup.Name}",
            BoardTestOutcome.Failed,
            result.Message,
            result.Duration,
            result.Output,
            null,
            null),
        result);

    /// <summary>Called from several threads.</summary>
    private void Add(BoardTestResult test, TestResult result)
    {
        test = test with { Stack = result.StackTrace };
        if (result.StackTrace is { } stack && Place().Match(stack) is { Success: true } place)
            test = test with { File = place.Groups[1].Value, Line = int.Parse(place.Groups[2].Value, CultureInfo.InvariantCulture) };
        lock (_lock)
        {
            _results.Add(test);
            _ended(test);
        }
    }

    [GeneratedRegex(@" in (.+):line ([0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex Place();
}
