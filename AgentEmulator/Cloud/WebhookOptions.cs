namespace AgentEmulator.Cloud;

/// <summary>How webhooks are called. The real cloud's policy is not documented: all of it is ours.</summary>
internal sealed record WebhookOptions
{
    /// <summary>Pauses after failed attempts; after the last one the call is given up. The defaults are 1, 5, 30, 120 and 600 s.</summary>
    public IReadOnlyList<TimeSpan> Retries { get; init; } =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
    ];

    /// <summary>Time that a receiver has to answer with 2xx. The default is 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public void Validate()
    {
        if (Retries.Any(pause => pause < TimeSpan.Zero))
            throw new ArgumentException("Webhooks.Retries must not be negative");
        if (Timeout <= TimeSpan.Zero)
            throw new ArgumentException("Webhooks.Timeout must be positive");
    }
}
