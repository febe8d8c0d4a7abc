namespace ImpDevice.Link;

/// <summary>What came back for one HTTP request: a status and a body, or a failure.</summary>
internal sealed class TransportReply
{
    private TransportReply(int status, byte[] body, string failure, string detail)
    {
        Status = status;
        Body = body;
        Failure = failure;
        Detail = detail;
    }

    internal int Status { get; }

    internal byte[] Body { get; }

    /// <summary>One of <see cref="LinkFailure"/>, or null.</summary>
    internal string Failure { get; }

    /// <summary>More about the failure for a person, or null.</summary>
    internal string Detail { get; }

    internal static TransportReply Answered(int status, byte[] body)
    {
        return new TransportReply(status, body, null, null);
    }

    internal static TransportReply Failed(string failure, string detail)
    {
        return new TransportReply(0, null, failure, detail);
    }
}
