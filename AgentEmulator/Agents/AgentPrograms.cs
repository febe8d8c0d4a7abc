namespace AgentEmulator.Agents;

/// <summary>
/// The programs that agents run. Each call makes a new instance: an agent that is moved starts as a new one.
/// </summary>
public sealed record AgentPrograms(Func<Agent> Dut, Func<Agent> Fixture, Func<Agent> Production);
