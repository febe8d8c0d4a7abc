using System.Globalization;
using System.Text.RegularExpressions;
using AgentEmulator.Cli;
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

    /// <summary>Runs the tests that are asked for; a run that is cancelled gives what there is.</summary>
    /// <exception cref="UsageException">The assembly is none, no board could run it, or no test is asked for.</exception>
    public static async Task<BoardTestReport> RunAsync(VirtualTestRequest request, TestView view, CancellationToken cancel)
    {
        var known = KnownTests.Of(request.Assembly);
        var tests = known.All.Where(request.Wants).ToList();
        if (tests.Count == 0 && known.All.Count > 0)
            throw new UsageException($"--filter {request.Filter} fits none of the {known.All.Count} tests; names are like {known.All[0].Uid}.");
        if (known.All.Count == 0)
            view.Explain($"{request.Assembly} has no tests: a test is a public method with [TestMethod] in a class with [TestClass].");
        view.Begin($"virtual {request.Board.Name} (seed {request.Seed})");
        try
        {
            using var image = FirmwareImage.LoadLibrary(request.Assembly, new RetargetOptions { Nano = request.Nano });
            var run = new VirtualTestRun(known, view.Test);
            var options = new RunOptions(request.Board, request.Seed, TestLimit) { Watchdog = request.Watchdog };
            await new TestRun(image, options, known.Files, run).RunAsync(tests, cancel);
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
