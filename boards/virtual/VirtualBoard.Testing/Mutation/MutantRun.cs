using VirtualBoard.Retargeting.Mutation;
using VirtualBoard.Testing.Discovery;
using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing.Mutation;

/// <summary>Runs one mutant against the tests that reach it, until one notices.</summary>
internal sealed class MutantRun : ITestObserver, IDisposable
{
    /// <summary>
    /// Time on a processor of the host after which a mutant counts as looping: where a test waits for hours of board time, a mutant that
    /// spins meanwhile would take hours of the host's. Far more than any test takes.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop;
    private string? _killedBy;

    private MutantRun(CancellationToken stop)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    public static MutantVerdict Of(
        MutableImage image, Mutant mutant, IEnumerable<ClassCoverage> classes, MutationRequest request, SourceFiles files, TimeProvider time, CancellationToken stop)
    {
        using var run = new MutantRun(stop);
        var isReached = false;
        image.Activate(mutant.Number);
        foreach (var coverage in classes)
        {
            var tests = coverage.For(mutant.Number);
            if (tests.Count == 0)
                continue;
            isReached = true;
            // Each of the mutants under way has its share of the processors.
            var patience = request.Jobs * (Patience + (5 * coverage.HostTime));
            using var limit = new CpuLimit(patience, time, () => run.Kill($"{coverage.Tests[0].Class.FullName} (it loops)"));
            ClassRun.Run(image.Image, tests, request.Options with { TestLimits = coverage.Limits }, files, run, run._stop.Token);
            stop.ThrowIfCancellationRequested();
            if (run._killedBy is { } test)
                return new MutantVerdict(mutant, MutantOutcome.Killed, test);
        }

        return new MutantVerdict(mutant, isReached ? MutantOutcome.Survived : MutantOutcome.NotReached);
    }

    public void Started(TestCase test)
    {
    }

    public void Ended(TestCase test, TestResult result)
    {
        if (result.IsFailure)
            Kill(test.Uid);
    }

    public void CleanupFailed(TestClass testClass, TestMethod cleanup, TestResult result) => Kill($"{testClass.FullName}.{cleanup.Name}");

    public void Dispose() => _stop.Dispose();

    private void Kill(string test)
    {
        _killedBy ??= test;
        _stop.Cancel();
    }
}
