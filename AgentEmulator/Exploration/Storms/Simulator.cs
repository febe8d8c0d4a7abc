namespace AgentEmulator.Exploration.Storms;

/// <summary>Runs the simulation of every seed.</summary>
internal sealed class Simulator(SimulateOptions options)
{
    /// <summary>Told of every run as it ends, from any thread.</summary>
    public event Action<string, int, int>? Progressed;

    /// <summary>Told of each violation as it is found, from any thread.</summary>
    public event Action<StormResult>? Found;

    public SimulateReport Run(CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var seeds = new List<ulong>();
        for (var seed = options.FirstSeed; ; seed++)
        {
            seeds.Add(seed);
            if (seed == options.LastSeed)
                break;
        }

        var results = ParallelRuns.Execute(seeds, options.Jobs, RunSeed, (result, done) =>
        {
            if (result.Violation is not null)
            {
                Found?.Invoke(result);
                if (options.StopAtFirst)
                    enough.Cancel();
            }

            Progressed?.Invoke("simulation", done, seeds.Count);
        }, enough.Token);
        var again = ParallelRuns.Execute(
            results.Take(options.Verify).Select(r => r.Seed).ToList(), options.Jobs, RunSeed,
            (_, done) => Progressed?.Invoke("second runs", done, options.Verify), enough.Token);
        return new SimulateReport
        {
            Options = options,
            Results = results,
            Verified = again.Count,
            Diverged =
            [
                .. again.Where(second => results.First(r => r.Seed == second.Seed).TraceHash != second.TraceHash)
                    .Select(second => Divergence.Find(options.Lab with { Seed = second.Seed })),
            ],
            WallTime = TimeProvider.System.GetElapsedTime(started),
            IsInterrupted = cancel.IsCancellationRequested,
        };
    }

    private StormResult RunSeed(ulong seed) => StormRun.Execute(options.Lab with { Seed = seed });
}
