namespace AgentEmulator.Cloud;

/// <summary>An enrollment token: bound to its plan, usable once, by one device, until it expires.</summary>
internal sealed class EnrollmentToken(string id, string planId, DateTimeOffset expiresAt)
{
    public string Id { get; } = id;

    public string PlanId { get; } = planId;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    public DateTimeOffset? ClaimedAt { get; set; }

    public string? ClaimedBy { get; set; }

    public string? AgentId { get; set; }
}
