using AgentEmulator.Cloud.Api;

namespace AgentEmulator.Gateway;

internal enum SendOutcome
{
    Queued,
    NotConnected,
    QueueFull,
    TooLarge,
}

/// <summary>The link of one device: hello counter and current session, guarded by <see cref="Gate"/>.</summary>
internal sealed class DeviceLink(string deviceId, byte[] key, GatewayOptions options, TimeProvider time)
{
    private readonly LinkSigner _signer = new(key);

    public Lock Gate { get; } = new();

    /// <summary>Signs with the board's key.</summary>
    public LinkSigner Signer => _signer;

    public string DeviceId { get; } = deviceId;

    public byte[] Key { get; } = key;

    public long HelloCounter { get; set; }

    public LinkSession? Session { get; set; }

    public HelloBody? LastHello { get; set; }

    public DateTimeOffset LastHeard { get; set; }

    /// <summary>Where its latest hello came from; empty when that is not known.</summary>
    public string Address { get; set; } = "";

    /// <summary>Queues a message of an agent; refused unless the device's session belongs to that agent.</summary>
    public SendOutcome TrySend(string agentId, string name, string dataJson)
    {
        if (OutboundMessage.SizeOf(name, dataJson) > options.MaxMessageBytes)
            return SendOutcome.TooLarge;
        return Enqueue(session => session.AgentId == agentId, "agent", name, dataJson);
    }

    /// <summary>Queues application or restart, once; refused unless the device runs its factory program.</summary>
    public SendOutcome TrySendControl(string type) =>
        Enqueue(session => session.Hello.Program == DevicePrograms.Factory && !session.Outbox.Holds(type), type, null, null);

    /// <summary>Asks the device to restart, whatever it runs.</summary>
    public SendOutcome TryRestart() => Enqueue(session => !session.Outbox.Holds("restart"), "restart", null, null);

    /// <summary>How long the device counts as connected to that agent unless it is heard of again; zero when it does not.</summary>
    public TimeSpan ConnectedFor(string agentId)
    {
        lock (Gate)
        {
            if (Session is not { } session || session.AgentId != agentId)
                return TimeSpan.Zero;
            var heard = session.Waiter is null ? LastHeard - time.GetUtcNow() : TimeSpan.Zero;
            return heard + options.ConnectedFor is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Null before its first hello.</summary>
    public DevicePresence? Presence()
    {
        lock (Gate)
        {
            return LastHello is { } hello
                ? new DevicePresence(Session is { } session && IsHeard(session), LastHeard, hello.Firmware, hello.Board, Address)
                : null;
        }
    }

    private bool IsHeard(LinkSession session) =>
        session.Waiter is not null || time.GetUtcNow() - LastHeard < options.ConnectedFor;

    private SendOutcome Enqueue(Func<LinkSession, bool> accepts, string type, string? name, string? dataJson)
    {
        PollWaiter? waiter;
        lock (Gate)
        {
            if (Session is not { } session || !accepts(session))
                return SendOutcome.NotConnected;
            if (!session.Outbox.TryAdd(type, name, dataJson))
                return SendOutcome.QueueFull;
            waiter = session.TakeWaiter();
        }

        waiter?.End(PollEnd.Ready);
        return SendOutcome.Queued;
    }
}
