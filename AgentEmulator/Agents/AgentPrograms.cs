namespace AgentEmulator.Agents;

/// <summary>
/// The programs that agents run. Each call makes a new instance: an agent that is moved starts as a new one.
/// </summary>
/// <param name="Dut">Of devices under test.</param>
/// <param name="Fixture">Of the fixture.</param>
/// <param name="Production">Of activated devices.</param>
public sealed record AgentPrograms(Func<Agent> Dut, Func<Agent> Fixture, Func<Agent> Production)
{
    /// <summary>Settings for a DUT's agent that starts now: key, impCloud and network of this factory.</summary>
    public required Func<DutAgentSettings> DutSettings { get; init; }

    /// <summary>Settings for a fixture's agent that starts now.</summary>
    public required Func<FixtureAgentSettings> FixtureSettings { get; init; }
}
