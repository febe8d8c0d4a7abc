using AgentEmulator.Exploration.Promises;

namespace AgentEmulator.Exploration.Storms;

/// <summary>What came out of one simulation.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Violation">The promise that was broken; null when all held.</param>
/// <param name="Faults">Faults that happened, by name.</param>
/// <param name="Restarted">How often a person had to restart a board because it gave a reason.</param>
/// <param name="Boots">Boots of all boards.</param>
/// <param name="TraceHash">Hash of the run's trace.</param>
/// <param name="Entries">Entries of that trace.</param>
/// <param name="BoardTime">Lab time, times the boards.</param>
internal sealed record StormResult(
    ulong Seed, Violation? Violation, IReadOnlyDictionary<string, int> Faults, int Restarted, int Boots, string TraceHash, long Entries,
    TimeSpan BoardTime);

/// <summary>One simulation: boards in one lab with one factory, first a time in which faults happen, then one in which none do.</summary>
internal static class StormRun
{
    /// <summary>Runs to the end.</summary>
    /// <param name="options">Seed, boards and firmware.</param>
    /// <param name="watch">Gets the lab before anything happens in it.</param>
    public static StormResult Execute(FactoryLabOptions options, Action<FactoryLab>? watch = null)
    {
        using var lab = new FactoryLab(options);
        watch?.Invoke(lab);
        var plan = StormPlan.Draw(options.Seed);
        var storm = new Storm(lab, plan);
        var restarted = 0;
        lab.Guarded(() =>
        {
            var arrivals = lab.Lab.Random("arrivals");
            storm.Begin();
            foreach (var board in lab.Boards)
                lab.Lab.After(arrivals.Next(TimeSpan.Zero, TimeSpan.FromSeconds(20)), board.Board.PowerOn);
            lab.RunUntil(static () => false, plan.Length);
            storm.Heal();
            restarted = lab.AwaitActivation();
        });
        return new StormResult(
            options.Seed, lab.Violation, storm.Counts, restarted, lab.Boards.Sum(b => b.Board.BootCount), lab.Trace.Hash, lab.Trace.Count,
            lab.Lab.Now * lab.Boards.Count);
    }
}
