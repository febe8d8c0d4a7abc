namespace AgentEmulator.Agents;

/// <summary>What the DUT's agent is set up with.</summary>
public sealed record DutAgentSettings
{
    /// <summary>BlinkUp API key of the account. It stays on the host and is never logged.</summary>
    public required string ApiKey { get; init; }

    /// <summary>Where enrollment tokens are fetched: the impCloud's <c>/v5/enroll</c>.</summary>
    public required string EnrollUrl { get; init; }

    /// <summary>Plan to enroll under again, for the same end user: 16 hex characters; null (the default) asks for a new plan.</summary>
    public string? PlanId { get; init; }

    /// <summary>SSID of the network the product is to join; null when none is programmed (Ethernet, cellular only).</summary>
    public string? Ssid { get; init; }

    /// <summary>Its password; empty for an open network.</summary>
    public string Password { get; init; } = "";

    /// <summary>Attempts to fetch a token before the DUT is refused. The default is 5.</summary>
    public int EnrollAttempts { get; init; } = 5;

    /// <summary>Attempts to report to the fixture's agent; the DUT waits 10 s at most. The default is 3.</summary>
    public int ReportAttempts { get; init; } = 3;

    /// <summary>First pause between attempts; it doubles each time. The default is 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause, also when the server asks for more in Retry-After. The default is 30 s.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time until a request counts as failed. The default is 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Never the key.</summary>
    public override string ToString() => $"DutAgentSettings {{ EnrollUrl = {EnrollUrl}, Ssid = {Ssid} }}";
}
