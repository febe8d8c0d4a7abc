using System.Globalization;
using AgentEmulator.Cloud;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Events;
using AgentEmulator.Json;

namespace AgentEmulator.Gateway;

/// <summary>
/// Authenticates requests and hands them to the verb. The order of checks is the protocol's: path, key, size,
/// availability, session, counter, body; a request that fails one has no effect beyond it.
/// </summary>
internal sealed class LinkGateway
{
    private readonly GatewayOptions _options;
    private readonly DeviceLinks _links;
    private readonly FactoryFaults _faults;
    private readonly FactoryJournal _journal;
    private readonly HelloVerb _hello;
    private readonly MessageVerbs _messages;
    private readonly FactoryVerbs _factory;

    public LinkGateway(
        GatewayOptions options, DeviceLinks links, ImpCloud cloud, IDeviceAgents agents, IIdSource ids,
        FactoryJournal journal, TimeProvider time)
    {
        _options = options;
        _links = links;
        _faults = cloud.Faults;
        _journal = journal;
        var deployment = new ApplicationDeployment(links, cloud, time);
        _hello = new HelloVerb(options, cloud, agents, deployment, ids, journal, time);
        _messages = new MessageVerbs(options, agents, journal, time);
        _factory = new FactoryVerbs(cloud, agents, deployment, time);
    }

    /// <summary>The status and the whole response body, signed where the protocol says so.</summary>
    public async Task<SignedReply> HandleAsync(LinkRequest request)
    {
        if (!DeviceLinks.IsDeviceId(request.DeviceId) || !LinkVerbs.TryParse(request.Verb, out var verb)
            || request.Path.Contains('?', StringComparison.Ordinal))
            return Unsigned(LinkReply.NotFound);
        if (request.Method != "POST")
            return Unsigned(LinkReply.MethodNotAllowed);
        if (!TryReadHeaders(request, verb, out var counter))
            return Refuse(request);

        var link = _links.Find(request.DeviceId);
        var key = link?.Key ?? _links.KeyOf(request.DeviceId);
        if (request.Body is null)
            return Sign(request, link, key, LinkReply.TooLarge);
        var expected = Signature(
            link, key, LinkSignature.HeadOfRequest(request.Method, request.Path, request.Session, request.Counter), request.Body);
        if (!LinkSignature.AreEqual(expected, request.Signature))
            return Refuse(request);
        if (_faults.TakeGatewayFailure())
            return Sign(request, link, key, LinkReply.Unavailable);

        link ??= _links.GetOrAdd(request.DeviceId, key);
        LinkReply reply;
        try
        {
            reply = await DispatchAsync(request, verb, counter, link).ConfigureAwait(false);
        }
        catch (CloudStoreException e)
        {
            // Nothing was acknowledged, so the device asks again.
            _journal.Raise(FactoryEventNames.StorageFailed, request.DeviceId, new FactoryDetail("problem", e.Message));
            reply = LinkReply.Unavailable;
        }

        // A rebooted device starts its hello counter at 1 and is put right by a 409: nothing worth telling.
        if (reply.Status == 409 && verb != LinkVerb.Hello)
            _journal.Raise(
                FactoryEventNames.LinkRefused, request.DeviceId, new("reason", "replayed"), new("verb", request.Verb));
        return Sign(request, link, key, reply);
    }

    private static bool TryReadHeaders(LinkRequest request, LinkVerb verb, out long counter)
    {
        counter = 0;
        var sessionIsWellFormed = verb == LinkVerb.Hello ? request.Session == "-" : HexText.IsHex16(request.Session);
        return sessionIsWellFormed
            && HexText.IsHex(request.Signature, LinkSignature.HexLength)
            && long.TryParse(request.Counter, NumberStyles.None, CultureInfo.InvariantCulture, out counter)
            && counter > 0
            && request.Counter[0] != '0';
    }

    private async Task<LinkReply> DispatchAsync(LinkRequest request, LinkVerb verb, long counter, DeviceLink link)
    {
        var isObject = StrictJson.TryParseObject(request.Body, out var body, out var notJson);
        var call = new LinkCall(link, verb, request.Session, counter, request.Address, body, isObject ? null : notJson);
        return verb switch
        {
            LinkVerb.Hello => _hello.Handle(call),
            LinkVerb.Send => _messages.Send(call),
            LinkVerb.Poll => await _messages.PollAsync(call, request.Aborted).ConfigureAwait(false),
            LinkVerb.Bless => _factory.Bless(call),
            _ => _factory.Enroll(call),
        };
    }

    private SignedReply Refuse(LinkRequest request)
    {
        _journal.Raise(
            FactoryEventNames.LinkRefused, request.DeviceId, new("reason", "key-refused"), new("verb", request.Verb));
        return Unsigned(LinkReply.KeyRefused);
    }

    private static SignedReply Unsigned(LinkReply reply) => new(reply.Status, reply.Envelope(""));

    private static SignedReply Sign(LinkRequest request, DeviceLink? link, byte[] key, LinkReply reply) =>
        new(reply.Status, reply.Envelope(Signature(
            link, key, LinkSignature.HeadOfResponse(reply.Status, request.Path, request.Session, request.Counter), reply.Json)));

    /// <summary>A link exists once its board has proved its key; nothing is kept for others.</summary>
    private static string Signature(DeviceLink? link, byte[] key, string head, ReadOnlySpan<byte> body) =>
        link is null ? LinkSignature.Compute(key, head, body) : link.Signer.Sign(head, body);

    public int MaxBodyBytes => _options.MaxBodyBytes;
}

/// <summary>Status and body as they go on the wire.</summary>
internal sealed record SignedReply(int Status, byte[] Body);
