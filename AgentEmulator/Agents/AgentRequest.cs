namespace AgentEmulator.Agents;

/// <summary>A request to the agent.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">What follows the agent id in the URL; "/" when nothing does.</param>
/// <param name="Query">The last value of each name.</param>
/// <param name="Headers">Names are compared without case.</param>
/// <param name="Body">Text, empty when there is none.</param>
public sealed record AgentRequest(
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body);
