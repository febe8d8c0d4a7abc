namespace AgentEmulator.Agents;

/// <summary>What the fixture's agent is set up with.</summary>
public sealed record FixtureAgentSettings
{
    /// <summary>BlinkUp API key of the account. It stays on the host and is never logged.</summary>
    public required string ApiKey { get; init; }

    /// <summary>Where tokens are polled for a claim: the token is appended to it after a slash.</summary>
    public required string EnrollUrl { get; init; }

    /// <summary>
    /// Pause before each poll of a token; longer when many tokens are polled, see <see cref="PollsPerSecond"/>. The default is 1 s.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Polls per second of all tokens together, in the long run. The default is 1.5 of the 2 HTTP credits that come back.</summary>
    public double PollsPerSecond { get; init; } = 1.5;

    /// <summary>Polls that may be made at once. The default is 20 of the 40 HTTP credits.</summary>
    public int PollBurst { get; init; } = 20;

    /// <summary>
    /// Time until an unclaimed token is given up, counted from the report; it is polled once more then. The default is 60 s, as in the
    /// iOS SDK.
    /// </summary>
    public TimeSpan ClaimTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time until one poll counts as failed. The default is 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Never the key.</summary>
    public override string ToString() => $"FixtureAgentSettings {{ EnrollUrl = {EnrollUrl} }}";
}
