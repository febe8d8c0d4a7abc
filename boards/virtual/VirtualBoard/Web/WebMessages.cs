namespace VirtualBoard.Web;

/// <summary>An HTTP request of a board, body and all.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Uri">Absolute address.</param>
/// <param name="Headers">Headers in order; names may repeat.</param>
/// <param name="Body">Body; empty for none.</param>
public sealed record WebRequest(string Method, Uri Uri, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>Gets the host name of the proxy that carries the request; null (default) for none.</summary>
    public string? Via { get; init; }

    /// <summary>Makes a request from an address in text, for callers that have another <c>Uri</c> of their own.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="address">Absolute address.</param>
    /// <param name="headers">Headers in order; names may repeat.</param>
    /// <param name="body">Body; empty for none.</param>
    /// <exception cref="UriFormatException">The address is not an absolute one.</exception>
    public static WebRequest To(string method, string address, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body) =>
        new(method, new Uri(address, UriKind.Absolute), headers, body);
}

/// <summary>An HTTP response, body and all.</summary>
/// <param name="Status">Status code.</param>
/// <param name="Reason">Reason phrase; may be empty.</param>
/// <param name="Headers">Headers in order; names may repeat.</param>
/// <param name="Body">Body; empty for none.</param>
public sealed record WebResponse(int Status, string Reason, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body);

/// <summary>Where a request of a board failed.</summary>
public enum WebFailure
{
    /// <summary>The board has no address.</summary>
    NoNetwork,

    /// <summary>The name could not be resolved; without internet no name can.</summary>
    NameNotResolved,

    /// <summary>Nobody answered at the address.</summary>
    ConnectFailed,

    /// <summary>The board's patience ended.</summary>
    Timeout,

    /// <summary>The connection broke before the whole response had arrived.</summary>
    ConnectionReset,

    /// <summary>All sockets of the board are in use.</summary>
    NoSockets,
}

/// <summary>A request that brought no response.</summary>
public sealed class WebTransportException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">Where it failed.</param>
    /// <param name="message">What happened, with the host.</param>
    /// <param name="inner">The host's error in a live lab.</param>
    public WebTransportException(WebFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    /// <summary>Where it failed.</summary>
    public WebFailure Failure { get; }
}

/// <summary>What the wire does to one exchange.</summary>
public enum WireFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The request is lost: the service never sees it.</summary>
    LoseRequest,

    /// <summary>The service answers, and the answer is lost.</summary>
    LoseResponse,

    /// <summary>The request arrives twice, the second after the first was answered; the board gets the first answer.</summary>
    DoubleRequest,
}
