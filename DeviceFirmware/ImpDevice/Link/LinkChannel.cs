using System.Collections;
using ImpDevice.Text;

namespace ImpDevice.Link;

/// <summary>
/// One signed request and its verified answer: sign with the next counter, send, check the answer's signature, translate the status.
/// A 409 means that the gateway has seen a greater counter (after a reboot this side starts low): it is taken over and the request
/// repeated. An answer that is not signed by the board's key counts as a failure of the transport. Safe for several threads.
/// </summary>
internal sealed class LinkChannel
{
    private const int MostTries = 3;

    private readonly ILinkTransport _transport;
    private readonly LinkSigner _signer;
    private readonly LinkCounters _counters = new LinkCounters();
    private readonly string _basePath;

    // basePath: the absolute path up to and without the slash before the verb.
    internal LinkChannel(ILinkTransport transport, LinkSigner signer, string basePath)
    {
        _transport = transport;
        _signer = signer;
        _basePath = basePath;
    }

    /// <summary>
    /// Starts the counter of hello above every value of earlier boots, so that the first hello is not answered with 409.
    /// A hint only: without it that answer corrects the counter.
    /// </summary>
    internal void HelloCounterAtLeast(long value)
    {
        _counters.Seen(LinkVerb.Hello, value);
    }

    internal LinkReply Exchange(string verb, string session, byte[] body, int timeoutMs)
    {
        for (int attempt = 0; attempt < MostTries; attempt++)
        {
            LinkReply reply = ExchangeOnce(verb, session, body, timeoutMs);
            if (reply.Failure != LinkFailure.Replayed) return reply;
        }
        return LinkReply.Failed(LinkFailure.Replayed, "the counter was refused " + MostTries.ToString() + " times");
    }

    private static string FailureOf(int status)
    {
        switch (status)
        {
            case 200: return null;
            case 400: return LinkFailure.Malformed;
            case 409: return LinkFailure.Replayed;
            case 410: return LinkFailure.SessionUnknown;
            case 413: return LinkFailure.TooLarge;
            case 503: return LinkFailure.Unavailable;
            default: return "http-" + status.ToString();
        }
    }

    private LinkReply ExchangeOnce(string verb, string session, byte[] body, int timeoutMs)
    {
        string path = _basePath + "/" + verb;
        string counter = _counters.Next(verb).ToString();
        string signature = _signer.Sign(LinkSigner.RequestHead(path, session, counter), body, 0, body.Length);
        TransportReply answer = _transport.Post(path, session, counter, signature, body, timeoutMs);
        if (answer.Failure != null) return LinkReply.Failed(answer.Failure, answer.Detail);
        // Nobody's key signs these, so they prove nothing; they change no state here either.
        if (answer.Status == 401) return LinkReply.Failed(LinkFailure.KeyRefused, null);
        if (answer.Status == 404 || answer.Status == 405) return LinkReply.Failed(FailureOf(answer.Status), "is this the gateway's address?");
        Hashtable response = SignedEnvelope.Open(answer.Body, _signer, LinkSigner.ResponseHead(answer.Status, path, session, counter));
        if (response == null) return LinkReply.Failed(LinkFailure.BadSignature, "status " + answer.Status.ToString());
        string failure = FailureOf(answer.Status);
        if (failure == null) return LinkReply.Answered(response);
        if (failure == LinkFailure.Replayed) _counters.Seen(verb, JsonFields.GetLong(response, "counter", 0));
        return LinkReply.Failed(failure, JsonFields.GetString(response, "message"));
    }
}
