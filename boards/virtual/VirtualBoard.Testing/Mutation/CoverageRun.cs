using VirtualBoard.Retargeting.Mutation;
using VirtualBoard.Testing.Discovery;
using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing.Mutation;

/// <summary>Runs the tests of a class with no mutant on, and notes what each reaches.</summary>
internal sealed class CoverageRun : ITestObserver
{
    /// <summary>A mutant that loops or waits is given up so much later than the test ends without it; board time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly MutableImage _image;
    private readonly HashSet<int> _always = [];
    private readonly Dictionary<string, HashSet<int>> _reached = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _limits = new(StringComparer.Ordinal);
    private string? _failure;

    private CoverageRun(MutableImage image)
    {
        _image = image;
    }

    /// <exception cref="MutationException">A test fails without any mutant.</exception>
    public static ClassCoverage Of(
        MutableImage image, IReadOnlyList<TestCase> tests, RunOptions options, SourceFiles files, TimeProvider time, CancellationToken stop)
    {
        image.Activate(0);
        image.TakeReached();
        var run = new CoverageRun(image);
        var started = time.GetTimestamp();
        ClassRun.Run(image.Image, tests, options, files, run, stop);
        stop.ThrowIfCancellationRequested();
        if (run._failure is { } failure)
            throw new MutationException($"{failure}\nMutants say something only about tests that pass: mend this first.");
        return new ClassCoverage(
            tests, run._always, [.. tests.Select(t => run._reached.GetValueOrDefault(t.Uid, []))], run._limits, time.GetElapsedTime(started));
    }

    public void Started(TestCase test) => _always.UnionWith(_image.TakeReached());

    public void Ended(TestCase test, TestResult result)
    {
        _reached[test.Uid] = [.. _image.TakeReached()];
        _limits[test.Uid] = (2 * result.Duration) + Patience;
        if (result.IsFailure)
            _failure ??= $"{test.Uid} fails without any mutant: {result.Message}";
    }

    public void CleanupFailed(TestClass testClass, TestMethod cleanup, TestResult result) =>
        _failure ??= $"The cleanup {cleanup.Name} of {testClass.FullName} fails without any mutant: {result.Message}";
}
