using VirtualBoard.Tracing;

namespace AgentEmulator.Exploration.Storms;

/// <summary>Two runs of a seed that were not the same: something besides the seed has decided.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Place">The first entry that differs; null when two further runs were the same.</param>
internal sealed record Divergence(ulong Seed, TraceDifference? Place)
{
    /// <summary>Runs the seed twice more, the second time beside the entries of the first, and says where they part.</summary>
    public static Divergence Find(FactoryLabOptions options)
    {
        var first = new List<TraceEntry>();
        StormRun.Execute(options with { TraceSink = first.Add });
        var place = (TraceDifference?)null;
        var count = 0;
        StormRun.Execute(options with
        {
            TraceSink = entry =>
            {
                if (place is null && (count >= first.Count || first[count] != entry))
                    place = new TraceDifference(entry.Number, count < first.Count ? first[count].ToString() : null, entry.ToString());
                count++;
            },
        });
        if (place is null && count < first.Count)
            place = new TraceDifference(count + 1, first[count].ToString(), null);
        return new Divergence(options.Seed, place);
    }

    public override string ToString() => Place is null
        ? $"two runs of seed {Seed} differed, and two more did not: something besides the seed decides, but not often"
        : $"two runs of seed {Seed} differ first at entry {Place.Line} of the trace: \"{Place.Expected ?? "end"}\" and \"{Place.Found ?? "end"}\"";
}
