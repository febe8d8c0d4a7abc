namespace AgentEmulator.Activation;

/// <summary>Why an activation failed, as far as can be told.</summary>
/// <param name="Reason">One of <see cref="FailureReason"/>.</param>
/// <param name="Detail">What was seen that says so, for instance a message's name; null when the reason says it all.</param>
internal sealed record Finding(string Reason, string? Detail = null);
