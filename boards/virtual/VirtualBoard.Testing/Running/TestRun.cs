using System.Collections.Concurrent;
using VirtualBoard.Retargeting;
using VirtualBoard.Testing.Discovery;

namespace VirtualBoard.Testing.Running;

/// <summary>Runs tests class by class, as many classes at a time as there are processors.</summary>
internal sealed class TestRun(FirmwareImage image, RunOptions options, SourceFiles files, ITestObserver observer)
{
    /// <summary>Runs the tests; ends early when stopped.</summary>
    public Task RunAsync(IEnumerable<TestCase> tests, CancellationToken stop)
    {
        var classes = new ConcurrentQueue<IReadOnlyList<TestCase>>(tests.GroupBy(t => t.Class).Select(g => g.ToList()));
        var workers = Math.Min(Environment.ProcessorCount, classes.Count);
        // Threads of their own: a worker is blocked while its lab runs.
        return Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Factory.StartNew(
            () => Work(classes, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    private void Work(ConcurrentQueue<IReadOnlyList<TestCase>> classes, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && classes.TryDequeue(out var tests))
            ClassRun.Run(image, tests, options, files, observer, stop);
    }
}
