namespace AgentEmulator.Cloud;

/// <summary>What the embedded impCloud is set up with. Values marked "ours" are not documented by the real one.</summary>
internal sealed record CloudOptions
{
    /// <summary>BlinkUp API keys of the account; at least one, none empty. No default.</summary>
    public required IReadOnlyList<string> ApiKeys { get; init; }

    /// <summary>
    /// BlinkUp API keys of another customer of the same cloud. They get tokens, which activate none of this account's devices:
    /// the trap of a key that is valid and not yours. The default is none.
    /// </summary>
    public IReadOnlyList<string> OtherAccountApiKeys { get; init; } = [];

    /// <summary>Who logs in to the impCentral API.</summary>
    public CloudAccount Account { get; init; } = new();

    /// <summary>How long an enrollment token can be used. The default is 10 minutes (ours).</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How "type" of a token request names a developer token. The default is developer_token (ours).</summary>
    public string DeveloperTokenType { get; init; } = "developer_token";

    /// <summary>How "type" of a token request names a factory token. The default is factory_token (ours).</summary>
    public string FactoryTokenType { get; init; } = "factory_token";

    /// <summary>
    /// The default production group's load_code_after_blessing in a new cloud. The default is true, as in the real API, where it
    /// is a trap for factory activation: the application replaces the DUT firmware soon after blessing.
    /// </summary>
    public bool LoadCodeAfterBlessing { get; init; } = true;

    /// <summary>
    /// Time from blessing until the application replaces the DUT firmware; counts only with
    /// load_code_after_blessing. The default is 2 s. Zero replaces it with the bless answer itself.
    /// </summary>
    public TimeSpan ApplicationTakeoverDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Largest body of a token request in bytes. The default is 16 KiB (ours).</summary>
    public int MaxBodyBytes { get; init; } = 16 * 1024;

    /// <summary>Largest body of an impCentral request in bytes; deployments hold code. The default is 4 MiB (ours).</summary>
    public int MaxApiBodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Token requests; further ones are answered 429. The default, null, is none (ours: the real limit is not documented).</summary>
    public RequestLimit? EnrollLimit { get; init; }

    /// <summary>Requests to the impCentral API; further ones are answered 429. The default is 1,000 in 10 s (ours).</summary>
    public RequestLimit ApiLimit { get; init; } = new(1_000, TimeSpan.FromSeconds(10));

    /// <summary>Unblessings; further ones are answered 429. That there is a limit is documented; 100 in a minute is ours.</summary>
    public RequestLimit UnblessingLimit { get; init; } = new(100, TimeSpan.FromMinutes(1));

    public WebhookOptions Webhooks { get; init; } = new();

    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public void Validate()
    {
        if (ApiKeys.Count == 0 || ApiKeys.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("ApiKeys must hold at least one key and no empty one");
        if (OtherAccountApiKeys.Any(key => string.IsNullOrWhiteSpace(key) || ApiKeys.Contains(key, StringComparer.Ordinal)))
            throw new ArgumentException("OtherAccountApiKeys must hold no empty key and none of ApiKeys");
        if (TokenLifetime <= TimeSpan.Zero)
            throw new ArgumentException("TokenLifetime must be positive");
        if (ApplicationTakeoverDelay < TimeSpan.Zero)
            throw new ArgumentException("ApplicationTakeoverDelay must not be negative");
        if (MaxBodyBytes <= 0 || MaxApiBodyBytes <= 0)
            throw new ArgumentException("MaxBodyBytes and MaxApiBodyBytes must be positive");
        EnrollLimit?.Validate(nameof(EnrollLimit));
        ApiLimit.Validate(nameof(ApiLimit));
        UnblessingLimit.Validate(nameof(UnblessingLimit));
        Account.Validate();
        Webhooks.Validate();
    }
}
