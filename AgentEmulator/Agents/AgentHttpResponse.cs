namespace AgentEmulator.Agents;

/// <summary>Answer to a request of an agent.</summary>
/// <param name="StatusCode">An HTTP status from 100 on; below, one of <see cref="TransportErrors"/>.</param>
/// <param name="Headers">Names are compared without case.</param>
/// <param name="Body">Text, or the reason of a transport error.</param>
public sealed record AgentHttpResponse(int StatusCode, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Nothing was answered: the request may or may not have had its effect.</summary>
    public bool IsTransportError => StatusCode < 100;
}

/// <summary>Status codes of requests that got no answer; the numbers are libcurl's, as in the imp cloud.</summary>
public static class TransportErrors
{
    public const int InvalidUrl = 3;
    public const int NameNotResolved = 6;
    public const int ConnectFailed = 7;
    public const int TimedOut = 28;
    public const int ConnectionLost = 56;
}
