namespace AgentEmulator.Cloud;

/// <summary>What the embedded impCloud is set up with. Values marked "ours" are not documented by the real one.</summary>
internal sealed record CloudOptions
{
    /// <summary>BlinkUp API keys of the account; at least one, none empty. No default.</summary>
    public required IReadOnlyList<string> ApiKeys { get; init; }

    /// <summary>How long an enrollment token can be used. The default is 10 minutes (ours).</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The production group's load_code_after_blessing. The default is true, as in the real API, where it is a trap for
    /// factory activation: the application replaces the DUT firmware soon after blessing.
    /// </summary>
    public bool LoadCodeAfterBlessing { get; init; } = true;

    /// <summary>
    /// Time from blessing until the application replaces the DUT firmware; counts only with
    /// <see cref="LoadCodeAfterBlessing"/>. The default is 2 s. Zero replaces it with the bless answer itself.
    /// </summary>
    public TimeSpan ApplicationTakeoverDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Largest request body in bytes. The default is 16 KiB (ours).</summary>
    public int MaxBodyBytes { get; init; } = 16 * 1024;

    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public void Validate()
    {
        if (ApiKeys.Count == 0 || ApiKeys.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("ApiKeys must hold at least one key and no empty one");
        if (TokenLifetime <= TimeSpan.Zero)
            throw new ArgumentException("TokenLifetime must be positive");
        if (ApplicationTakeoverDelay < TimeSpan.Zero)
            throw new ArgumentException("ApplicationTakeoverDelay must not be negative");
        if (MaxBodyBytes <= 0)
            throw new ArgumentException("MaxBodyBytes must be positive");
    }
}
