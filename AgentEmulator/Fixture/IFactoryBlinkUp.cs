namespace AgentEmulator.Fixture;

/// <summary>server.factoryblinkup(): configures the board that lies at the fixture for the factory's network.</summary>
internal interface IFactoryBlinkUp
{
    /// <summary>Begins; the board connects by itself afterwards.</summary>
    /// <returns>The board's device ID; null when no board lies there, or this is no fixture.</returns>
    string? Begin();
}
