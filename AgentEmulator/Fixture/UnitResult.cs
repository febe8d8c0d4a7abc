namespace AgentEmulator.Fixture;

/// <summary>How a unit left the fixture.</summary>
/// <param name="Number">From 1, in the order of BlinkUp.</param>
/// <param name="DeviceId">16 hex characters.</param>
/// <param name="Passed">The fixture's agent has seen the unit activated.</param>
/// <param name="AgentUrl">Of the unit's production agent; null unless passed.</param>
/// <param name="Problem">What the agents told about the failure; null when passed.</param>
/// <param name="Took">From BlinkUp to the result.</param>
internal sealed record UnitResult(int Number, string DeviceId, bool Passed, string? AgentUrl, string? Problem, TimeSpan Took);
