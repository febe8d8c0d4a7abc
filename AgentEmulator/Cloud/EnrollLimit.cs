namespace AgentEmulator.Cloud;

/// <summary>At most <paramref name="Permits"/> token requests in any fixed window of <paramref name="Window"/>.</summary>
internal sealed record EnrollLimit(int Permits, TimeSpan Window);
