using System.Runtime.ExceptionServices;

namespace AgentEmulator.Exploration;

/// <summary>Runs labs beside each other, each on a thread of its own, and gives their results in the order of what was asked for.</summary>
internal static class ParallelRuns
{
    /// <param name="inputs">What to run.</param>
    /// <param name="jobs">How many at the same time.</param>
    /// <param name="run">Runs one; must not share anything that changes with the others.</param>
    /// <param name="ended">Told of each result and of how many there are, one call at a time.</param>
    /// <param name="cancel">No further run begins; those that have begun end.</param>
    /// <returns>The results of the runs that were begun.</returns>
    public static List<TResult> Execute<TInput, TResult>(
        IReadOnlyList<TInput> inputs, int jobs, Func<TInput, TResult> run, Action<TResult, int> ended, CancellationToken cancel)
        where TResult : class
    {
        var results = new TResult?[inputs.Count];
        var gate = new Lock();
        var (next, done) = (0, 0);
        ExceptionDispatchInfo? failure = null;
        // Each lab needs a thread that holds its baton; pool threads would be taken from whoever else needs them.
        var workers = Enumerable.Range(0, Math.Min(jobs, inputs.Count)).Select(_ => new Thread(Work) { IsBackground = true }).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        failure?.Throw();
        return [.. results.OfType<TResult>()];

        void Work()
        {
            while (Take() is { } index)
            {
                try
                {
                    var result = run(inputs[index]);
                    lock (gate)
                    {
                        results[index] = result;
                        ended(result, ++done);
                    }
                }
#pragma warning disable CA1031 // Thrown again on the calling thread.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    lock (gate)
                        failure ??= ExceptionDispatchInfo.Capture(e);
                }
            }
        }

        int? Take()
        {
            lock (gate)
                return failure is null && !cancel.IsCancellationRequested && next < inputs.Count ? next++ : null;
        }
    }
}
