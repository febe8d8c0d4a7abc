namespace AgentEmulator.Agents;

/// <summary>Whose agent a program is.</summary>
public enum AgentRole
{
    /// <summary>Of a device under test: fetches the token, relays it, tells the fixture. One for each device.</summary>
    Dut,

    /// <summary>Of the BlinkUp fixture: watches tokens until they are claimed. One for the factory.</summary>
    Fixture,

    /// <summary>Of an activated product. One for each device and plan.</summary>
    Production,
}
