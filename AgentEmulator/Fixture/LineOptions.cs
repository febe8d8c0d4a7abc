using AgentEmulator.Activation;

namespace AgentEmulator.Fixture;

/// <summary>What a line with one fixture is set up with.</summary>
internal sealed record LineOptions
{
    /// <summary>Board definition, seed, speed, networks and agents, as for one activation. Of its faults only those of networks, agents and impCloud count.</summary>
    public ActivationOptions Activation { get; init; } = new();

    /// <summary>Time after a trigger in which the next one is ignored; board time. Default 10 s, as in the sample fixtures.</summary>
    public TimeSpan HoldOff { get; init; } = TimeSpan.FromSeconds(10);
}
