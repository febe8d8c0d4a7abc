namespace AgentEmulator.Agents;

/// <summary>The open answer to a request to the agent; it may be kept and sent later, once.</summary>
public sealed class AgentResponse
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly TaskCompletionSource<AgentReply> _reply = new();

    internal AgentResponse()
    {
    }

    internal Task<AgentReply> Reply => _reply.Task;

    /// <summary>Sets a header of the answer.</summary>
    public void Header(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        _headers[name] = value;
    }

    /// <summary>Sends the answer.</summary>
    /// <exception cref="InvalidOperationException">The answer was sent already.</exception>
    public void Send(int statusCode, string body)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        ArgumentNullException.ThrowIfNull(body);
        if (!_reply.TrySetResult(new AgentReply(statusCode, _headers, body)) && !AbandonedByHost)
            throw new InvalidOperationException("the response was sent already");
    }

    /// <summary>The host answered for the agent (time-out, migration): a late answer is dropped without an error.</summary>
    internal bool AbandonedByHost { get; private set; }

    internal void FailIfOpen(int statusCode, string body) =>
        _reply.TrySetResult(new AgentReply(statusCode, _headers, body));

    internal void Abandon(int statusCode, string body)
    {
        AbandonedByHost = true;
        FailIfOpen(statusCode, body);
    }
}

/// <summary>An answer as the agent gave it.</summary>
internal sealed record AgentReply(int StatusCode, IReadOnlyDictionary<string, string> Headers, string Body);
