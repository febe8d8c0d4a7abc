namespace AgentEmulator.Gateway;

/// <summary>Limits of the device link. The device may rely on the defaults; see PROTOCOL.md.</summary>
internal sealed record GatewayOptions
{
    /// <summary>Secret from which every board's key is derived; at least 16 bytes. No default.</summary>
    public required ReadOnlyMemory<byte> FactorySecret { get; init; }

    /// <summary>Poll time told to devices in the hello answer. The default is 25 s.</summary>
    public TimeSpan PollTime { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Longest wait_s; a longer one is refused as malformed. The default is 120 s.</summary>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Largest request body in bytes. The default is 256 KiB.</summary>
    public int MaxBodyBytes { get; init; } = 256 * 1024;

    /// <summary>Most messages in one poll answer; the rest follows in the next. The default is 16.</summary>
    public int PollBatch { get; init; } = 16;

    /// <summary>
    /// Size of a poll answer's messages from which no further one is put into it, as a board with little memory holds an answer several
    /// times over while it reads it. A larger message comes alone. The default is 16 KiB.
    /// </summary>
    public int PollBatchBytes { get; init; } = 16 * 1024;

    /// <summary>
    /// Largest message towards a device, name and serialized data. nanoFramework's HTTP client holds an answer of 65,535 bytes at most,
    /// frame and signature included. The default is 60 KiB.
    /// </summary>
    public int MaxMessageBytes { get; init; } = 60 * 1024;

    /// <summary>Messages kept per device until it acknowledges them; further ones are lost and said to be. The default is 1,000.</summary>
    public int OutboxCapacity { get; init; } = 1_000;

    /// <summary>A device counts as connected this long after its last request. The default is 90 s.</summary>
    public TimeSpan ConnectedFor { get; init; } = TimeSpan.FromSeconds(90);

    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public void Validate()
    {
        if (FactorySecret.Length < 16)
            throw new ArgumentException("FactorySecret must have at least 16 bytes");
        if (PollTime < TimeSpan.Zero || PollTime > LongestPoll)
            throw new ArgumentException("PollTime must be between zero and LongestPoll");
        if (MaxBodyBytes <= 0 || PollBatch <= 0 || PollBatchBytes <= 0 || MaxMessageBytes <= 0 || OutboxCapacity <= 0)
            throw new ArgumentException("MaxBodyBytes, PollBatch, PollBatchBytes, MaxMessageBytes and OutboxCapacity must be positive");
    }
}
