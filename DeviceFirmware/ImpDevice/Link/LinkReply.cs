using System.Collections;

namespace ImpDevice.Link;

/// <summary>Answer of the gateway to one request, or why there is none.</summary>
internal sealed class LinkReply
{
    private LinkReply(Hashtable response, string failure, string detail)
    {
        Response = response;
        Failure = failure;
        Detail = detail;
    }

    /// <summary>The signed answer, or null.</summary>
    internal Hashtable Response { get; }

    /// <summary>One of <see cref="LinkFailure"/> or <c>http-</c> and a status; null when answered.</summary>
    internal string Failure { get; }

    /// <summary>More about the failure for a person, or null.</summary>
    internal string Detail { get; }

    internal bool Ok
    {
        get { return Failure == null; }
    }

    internal static LinkReply Answered(Hashtable response)
    {
        return new LinkReply(response, null, null);
    }

    internal static LinkReply Failed(string failure, string detail)
    {
        return new LinkReply(null, failure, detail);
    }
}
