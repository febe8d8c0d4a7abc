namespace AgentEmulator.Exploration.Storms;

/// <summary>What is to be simulated.</summary>
internal sealed record SimulateOptions
{
    /// <summary>Boards and firmware of every run; the seed is each run's own.</summary>
    public required FactoryLabOptions Lab { get; init; }

    public required ulong FirstSeed { get; init; }

    public required ulong LastSeed { get; init; }

    /// <summary>How many of the seeds, the first ones, are run twice to see that nothing but the seed decides. Default 0.</summary>
    public int Verify { get; init; }

    /// <summary>Labs at the same time. Default one for each processor.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether no further seed begins once a promise is broken.</summary>
    public bool StopAtFirst { get; init; }
}
