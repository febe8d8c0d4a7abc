namespace AgentEmulator.Agents;

/// <summary>Who an agent is, whatever instance runs.</summary>
/// <param name="Kind">dut, fixture, production, or the user's own.</param>
internal sealed record AgentIdentity(
    string AgentId, string DeviceId, string Kind, string Url, IReadOnlyDictionary<string, string> ConfigParams);
