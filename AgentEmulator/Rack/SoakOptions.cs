namespace AgentEmulator.Rack;

/// <summary>What a soak is started with beside its rack file.</summary>
internal sealed record SoakOptions
{
    /// <summary>All boards virtual, in virtual time.</summary>
    public bool Simulate { get; init; }

    /// <summary>Instead of the plan's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Cycles of each board, instead of the plan's cycles or duration.</summary>
    public int? Cycles { get; init; }

    /// <summary>Instead of the plan's cycles or duration.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Only these boards; empty (default) for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Board time per real time of virtual boards in a live run. Default 1.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Cycles computed at a time in a simulated run. Default: one per processor.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
