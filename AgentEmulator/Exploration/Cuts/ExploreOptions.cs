namespace AgentEmulator.Exploration.Cuts;

/// <summary>What is to be explored.</summary>
internal sealed record ExploreOptions
{
    /// <summary>Seed, board and firmware of every run.</summary>
    public required FactoryLabOptions Lab { get; init; }

    /// <summary>Power cuts in one activation: 1 (default) or 2.</summary>
    public int Cuts { get; init; } = 1;

    /// <summary>States that a cut flash operation may leave: undone, done, and drawn ones. Default 4.</summary>
    public int Samples { get; init; } = 4;

    /// <summary>With two cuts: how many of the pairs to try, drawn from the seed; null (default) tries all.</summary>
    public int? Pairs { get; init; }

    /// <summary>With two cuts: how many of the pairs to leave out, the first ones. Default 0.</summary>
    public int Skip { get; init; }

    /// <summary>Whether no further run begins once a promise is broken.</summary>
    public bool StopAtFirst { get; init; }

    /// <summary>Labs at the same time. Default one for each processor.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;
}
