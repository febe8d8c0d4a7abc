namespace AgentEmulator.Gateway;

/// <summary>One session of one device; guarded by its link's lock.</summary>
internal sealed class LinkSession(string id, HelloBody hello, Outbox outbox)
{
    private readonly long[] _counters = new long[Enum.GetValues<LinkVerb>().Length];

    public string Id { get; } = id;

    /// <summary>The newest hello of the session.</summary>
    public HelloBody Hello { get; set; } = hello;

    public Outbox Outbox { get; } = outbox;

    /// <summary>Number of the last message accepted from the device.</summary>
    public long InboundLast { get; set; }

    /// <summary>Agent that the session's messages go to; null when the device has none.</summary>
    public string? AgentId { get; set; }

    public PollWaiter? Waiter { get; set; }

    public long LastCounter(LinkVerb verb) => _counters[(int)verb];

    /// <summary>False for a counter that does not grow: the request is a replay.</summary>
    public bool TryAdvance(LinkVerb verb, long counter)
    {
        if (counter <= _counters[(int)verb])
            return false;
        _counters[(int)verb] = counter;
        return true;
    }

    /// <summary>The held poll, which the caller must end after it left the lock.</summary>
    public PollWaiter? TakeWaiter()
    {
        var waiter = Waiter;
        Waiter = null;
        return waiter;
    }
}
