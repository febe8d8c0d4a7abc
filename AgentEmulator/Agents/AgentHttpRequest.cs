namespace AgentEmulator.Agents;

/// <summary>A request of an agent: sent once, with <see cref="SendAsync"/> or <see cref="SendSync"/>.</summary>
public sealed class AgentHttpRequest
{
    /// <summary>Time after which a request is given up unless another is named: 600 s, as in the imp cloud.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(600);

    /// <summary>NO_TIMEOUT: for requests that are held open; the request is never given up.</summary>
    public static readonly TimeSpan NoTimeout = Timeout.InfiniteTimeSpan;

    private readonly AgentRuntime _runtime;
    private bool _sent;

    internal AgentHttpRequest(
        AgentRuntime runtime, string method, string url, IReadOnlyDictionary<string, string> headers, string body)
    {
        _runtime = runtime;
        Method = method;
        Url = url;
        Headers = headers;
        Body = body;
    }

    internal string Method { get; }

    internal string Url { get; }

    internal IReadOnlyDictionary<string, string> Headers { get; }

    internal string Body { get; }

    /// <summary>
    /// Sends the request and calls <paramref name="done"/> once, on the agent, with the answer or with a transport error
    /// (status code below 100).
    /// </summary>
    /// <param name="done">Gets the answer.</param>
    /// <param name="timeout">Time until it is given up; <see cref="DefaultTimeout"/> when null.</param>
    /// <exception cref="InvalidOperationException">The request was sent already.</exception>
    public void SendAsync(Action<AgentHttpResponse> done, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(done);
        Use();
        _runtime.SendHttp(this, done, timeout ?? DefaultTimeout);
    }

    /// <summary>
    /// Sends the request and returns its answer; the agent does nothing else meanwhile. A request to the agent's own URL is never
    /// answered. Prefer <see cref="SendAsync"/>.
    /// </summary>
    /// <param name="timeout">Time until it is given up; <see cref="DefaultTimeout"/> when null.</param>
    /// <exception cref="InvalidOperationException">
    /// The request was sent already; or the answer takes time in a simulated factory, whose clock stands still while an agent runs.
    /// </exception>
    public AgentHttpResponse SendSync(TimeSpan? timeout = null)
    {
        Use();
        return _runtime.SendHttpAndWait(this, timeout ?? DefaultTimeout);
    }

    private void Use()
    {
        if (_sent)
            throw new InvalidOperationException("a request can be sent once");
        _sent = true;
    }
}
