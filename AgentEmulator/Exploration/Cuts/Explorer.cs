using System.Globalization;
using System.IO.Hashing;
using System.Text;
using VirtualBoard;

namespace AgentEmulator.Exploration.Cuts;

/// <summary>Runs the activation with a cut at every place, and with two at every pair of places.</summary>
/// <remarks>
/// With one cut every run goes to its end. With two, the second cut is tried at every place of the recovery from every state that the first
/// one can leave: runs whose first cuts left the same <see cref="WorldState"/> recover alike, so one of them stands for all. What the flash may
/// hold after a torn operation is sampled, not exhausted.
/// </remarks>
internal sealed class Explorer(ExploreOptions options)
{
    private readonly List<CutResult> _results = [];
    private readonly HashSet<UInt128> _states = [];
    private readonly XxHash128 _hash = new();

    /// <summary>Told of every run as it ends, from any thread: how many are done of how many in this part.</summary>
    public event Action<string, int, int>? Progressed;

    /// <summary>Told of each violation as it is found, from any thread.</summary>
    public event Action<CutResult>? Found;

    /// <summary>Explores until everything is tried or the user has enough.</summary>
    public ExploreReport Run(CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var whole = CutRun.Execute(options.Lab, []);
        Take([whole]);
        if (whole.Violation is not null)
            Found?.Invoke(whole);
        var first = new List<CutResult>();
        if (whole.Violation is null && !enough.IsCancellationRequested)
        {
            first = RunAll("one cut", [.. whole.Rest.Points(options.Samples).Select(p => (IReadOnlyList<CutPoint>)[p])], enough);
            Take(first);
        }

        var pairs = 0;
        if (options.Cuts > 1 && !enough.IsCancellationRequested)
        {
            var all = Pairs(first);
            pairs = all.Count;
            Take(RunAll("two cuts", Sample(all), enough));
        }

        return new ExploreReport
        {
            Options = options,
            Results = _results,
            Whole = whole.Rest,
            Pairs = pairs,
            States = _states.Count,
            TraceHash = _hash.GetCurrentHashAsUInt128().ToString("x32", CultureInfo.InvariantCulture),
            WallTime = TimeProvider.System.GetElapsedTime(started),
            IsInterrupted = cancel.IsCancellationRequested,
        };
    }

    private List<CutResult> RunAll(string what, List<IReadOnlyList<CutPoint>> plans, CancellationTokenSource enough) =>
        ParallelRuns.Execute(plans, options.Jobs, plan => CutRun.Execute(options.Lab, plan), (result, done) =>
        {
            if (result.Violation is not null)
            {
                Found?.Invoke(result);
                if (options.StopAtFirst)
                    enough.Cancel();
            }

            Progressed?.Invoke(what, done, plans.Count);
        }, enough.Token);

    /// <summary>Every second cut in the recovery from each state that a first cut left.</summary>
    private List<IReadOnlyList<CutPoint>> Pairs(List<CutResult> first)
    {
        var seen = new HashSet<UInt128>();
        var pairs = new List<IReadOnlyList<CutPoint>>();
        foreach (var run in first.Where(r => r.Violation is null && r.IsComplete && seen.Add(r.States[0])))
            pairs.AddRange(run.Rest.Points(options.Samples).Select(second => (IReadOnlyList<CutPoint>)[run.Cuts[0], second]));
        return pairs;
    }

    private List<IReadOnlyList<CutPoint>> Sample(List<IReadOnlyList<CutPoint>> pairs)
    {
        var count = Math.Min(options.Pairs ?? pairs.Count, pairs.Count);
        if (count < pairs.Count)
        {
            var random = RandomStream.For(options.Lab.Seed, "pairs");
            for (var i = 0; i < count; i++)
            {
                var other = i + random.Next(pairs.Count - i);
                (pairs[i], pairs[other]) = (pairs[other], pairs[i]);
            }
        }

        var skipped = Math.Min(options.Skip, count);
        return pairs[skipped..count];
    }

    private void Take(List<CutResult> results)
    {
        foreach (var result in results)
        {
            _results.Add(result);
            _states.UnionWith(result.States);
            _hash.Append(Encoding.ASCII.GetBytes(result.TraceHash));
        }
    }
}
