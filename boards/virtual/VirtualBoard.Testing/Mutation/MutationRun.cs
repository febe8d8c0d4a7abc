using System.Collections.Concurrent;
using VirtualBoard.Retargeting.Mutation;
using VirtualBoard.Testing.Discovery;
using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing.Mutation;

/// <summary>Tries mutants of firmware against its tests: all classes once to see what they reach, then mutant by mutant.</summary>
internal sealed class MutationRun(MutationRequest request, SourceFiles files, TimeProvider time)
{
    /// <summary>Raised after each verdict, on one thread at a time.</summary>
    public event Action<MutantVerdict, int>? Judged;

    /// <summary>Raised when the tests have been run without mutants: number of mutants to come.</summary>
    public event Action<int>? Began;

    /// <summary>Runs it; when cancelled the report has what was judged until then.</summary>
    /// <exception cref="MutationException">There is nothing to mutate, or a test fails without.</exception>
    /// <exception cref="Retargeting.RetargetException">The tests do not run on a board at all.</exception>
    /// <exception cref="TestAssemblyException">The file has no tests.</exception>
    public MutationReport Run(CancellationToken stop)
    {
        var firmware = MutableFirmware.Load(request.TestAssembly, request.Scope);
        if (firmware.Mutants.Count == 0)
        {
            throw new MutationException(
                $"Nothing to mutate: the libraries of {Path.GetFileName(request.TestAssembly)} have no code in {string.Join(", ", request.Scope.Namespaces)}.");
        }

        var chosen = Choose(firmware.Mutants);
        var tests = TestAssemblyReader.Read(request.TestAssembly).Tests.GroupBy(t => t.Class).Where(g => request.Wants(g.Key)).Select(g => g.ToList()).ToList();
        if (tests.Count == 0)
            throw new MutationException(request.Classes is { } pattern ? $"No test class fits {pattern}." : "There are no tests.");
        using var images = new BlockingCollection<MutableImage>();
        for (var i = 0; i < request.Jobs; i++)
            images.Add(firmware.NewImage(), CancellationToken.None);
        try
        {
            var coverage = InParallel(tests, images, (image, c) => CoverageRun.Of(image, c, request.Options, files, time, stop), stop)
                .OrderBy(c => c.HostTime).ToList();
            Began?.Invoke(chosen.Count);
            var verdicts = new List<MutantVerdict>();
            InParallel(chosen, images, (image, mutant) => Judge(image, mutant, coverage, verdicts, stop), stop);
            return new MutationReport(request, [.. verdicts.OrderBy(v => v.Mutant.Number)], firmware.Mutants.Count, stop.IsCancellationRequested);
        }
        finally
        {
            while (images.TryTake(out var image))
                image.Dispose();
        }
    }

    private List<Mutant> Choose(IReadOnlyList<Mutant> mutants)
    {
        if (request.Only is { } only)
        {
            return mutants.FirstOrDefault(m => m.Number == only) is { } one
                ? [one]
                : throw new MutationException($"There is no mutant {only}: they have the numbers 1 to {mutants.Count}.");
        }

        if (request.Sample is not { } sample || sample >= mutants.Count)
            return [.. mutants];
        var random = RandomStream.For(request.Options.Seed, "mutants");
        return [.. mutants.Select(m => (Mutant: m, Key: random.NextUInt64())).OrderBy(m => m.Key).Take(sample).Select(m => m.Mutant).OrderBy(m => m.Number)];
    }

    private object? Judge(
        MutableImage image, Mutant mutant, IEnumerable<ClassCoverage> coverage, List<MutantVerdict> verdicts, CancellationToken stop)
    {
        var verdict = MutantRun.Of(image, mutant, coverage, request, files, time, stop);
        lock (verdicts)
        {
            verdicts.Add(verdict);
            Judged?.Invoke(verdict, verdicts.Count);
        }

        return null;
    }

    /// <summary>Does the items with as many threads as there are images; leaves early, without an error, when cancelled.</summary>
    private static List<TResult> InParallel<TItem, TResult>(
        IEnumerable<TItem> items, BlockingCollection<MutableImage> images, Func<MutableImage, TItem, TResult> action, CancellationToken stop)
    {
        var queue = new ConcurrentQueue<TItem>(items);
        var results = new ConcurrentBag<TResult>();
        // Threads of their own: each is blocked while its lab runs.
        var workers = Enumerable.Range(0, images.Count).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        Task.WhenAll(workers.ToArray()).GetAwaiter().GetResult();
        return [.. results];

        void Work()
        {
            var image = images.Take(CancellationToken.None);
            try
            {
                while (!stop.IsCancellationRequested && queue.TryDequeue(out var item))
                    results.Add(action(image, item));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // What is under way has no verdict.
            }
            finally
            {
                images.Add(image, CancellationToken.None);
            }
        }
    }
}
