using System.Collections;
using ImpDevice.Diagnostics;
using ImpDevice.Text;

namespace ImpDevice.Link;

/// <summary>
/// The protocol, one step at a time and without threads of its own: hello, deliver, poll, call. A step makes its exchanges, at most
/// two when the session was lost meanwhile, and reports; pauses and repetition are the caller's. Safe for several threads.
/// </summary>
internal sealed class LinkClient
{
    private const string Area = "link";
    private const int AnswerMs = 20000;
    private const int PollMarginMs = 10000;

    private readonly object _helloGate = new object();
    private readonly object _state = new object();
    private readonly LinkChannel _channel;
    private readonly OutgoingQueue _outgoing;
    private readonly IncomingGate _incoming = new IncomingGate();
    private readonly HelloInfo _info;
    private readonly ILinkListener _listener;
    private HelloAnswer _hello;

    internal LinkClient(LinkChannel channel, OutgoingQueue outgoing, HelloInfo info, ILinkListener listener)
    {
        _channel = channel;
        _outgoing = outgoing;
        _info = info;
        _listener = listener;
    }

    /// <summary>Present session, or null before the first hello.</summary>
    internal string Session
    {
        get
        {
            lock (_state) return _hello == null ? null : _hello.Session;
        }
    }

    /// <summary>
    /// Says hello unless somebody else has since <paramref name="stale"/> was the session; asks to resume it.
    /// </summary>
    internal LinkReply Greet(string stale)
    {
        lock (_helloGate)
        {
            string present = Session;
            if (present != null && present != stale) return LinkReply.Answered(null);
            LinkReply reply = _channel.Exchange(LinkVerb.Hello, "-", Json.WriteUtf8(_info.ToTable(present)), AnswerMs);
            if (!reply.Ok) return reply;
            HelloAnswer answer = HelloAnswer.From(reply.Response);
            if (answer == null) return LinkReply.Failed(LinkFailure.Malformed, "hello was answered without a session");
            lock (_state)
            {
                bool resumed = answer.Resumed && present != null;
                _incoming.StartSession(resumed);
                _outgoing.StartSession(answer.Session, resumed);
                _hello = answer;
            }
            _listener.Greeted(answer);
            return reply;
        }
    }

    /// <summary>Sends the oldest waiting messages. Succeeds when there are none.</summary>
    internal LinkReply Deliver()
    {
        OutgoingBatch batch = _outgoing.Take();
        if (batch == null) return LinkReply.Answered(null);
        LinkReply reply = Send(batch);
        if (reply.Failure != LinkFailure.SessionUnknown) return reply;
        LinkReply greeting = Greet(batch.Session);
        if (!greeting.Ok) return greeting;
        batch = _outgoing.Take();
        return batch == null ? LinkReply.Answered(null) : Send(batch);
    }

    /// <summary>Any other request; the body does not depend on the session.</summary>
    internal LinkReply Call(string verb, Hashtable body)
    {
        byte[] json = Json.WriteUtf8(body);
        string session = Session;
        if (session == null) return LinkReply.Failed(LinkFailure.NoSession, null);
        LinkReply reply = _channel.Exchange(verb, session, json, AnswerMs);
        if (reply.Failure != LinkFailure.SessionUnknown) return reply;
        LinkReply greeting = Greet(session);
        return greeting.Ok ? _channel.Exchange(verb, Session, json, AnswerMs) : greeting;
    }

    /// <summary>Waits at the gateway for messages and hands them to the listener.</summary>
    /// <param name="hold">False: ask without waiting, to acknowledge.</param>
    internal PollOutcome Poll(bool hold)
    {
        HelloAnswer hello;
        Hashtable body = new Hashtable();
        int waitSeconds;
        lock (_state)
        {
            hello = _hello;
            if (hello == null) return new PollOutcome { Failure = LinkReply.Failed(LinkFailure.NoSession, null) };
            waitSeconds = hold ? hello.PollSeconds : 0;
            body.Add("ack", _incoming.Last);
            body.Add("wait_s", waitSeconds);
        }
        LinkReply reply = _channel.Exchange(LinkVerb.Poll, hello.Session, Json.WriteUtf8(body), (waitSeconds * 1000) + PollMarginMs);
        if (reply.Failure == LinkFailure.SessionUnknown) reply = Greet(hello.Session);
        if (!reply.Ok) return new PollOutcome { Failure = reply };
        lock (_state)
        {
            // Another thread may have begun another session meanwhile: these numbers are of the old one.
            return _hello == hello ? Take(JsonFields.GetList(reply.Response, "messages")) : new PollOutcome();
        }
    }

    private LinkReply Send(OutgoingBatch batch)
    {
        LinkReply reply = _channel.Exchange(LinkVerb.Send, batch.Session, batch.Body, AnswerMs);
        if (reply.Ok)
        {
            long acknowledged = JsonFields.GetLong(reply.Response, "ack", 0);
            bool taken = _outgoing.Acknowledge(batch.Session, acknowledged < batch.Last ? acknowledged : batch.Last);
            return taken ? reply : LinkReply.Failed(LinkFailure.NotTaken, "acknowledged up to " + acknowledged.ToString());
        }
        if (LinkFailure.IsFinal(reply.Failure))
        {
            ImpConsole.Error(Area, "message given up", new Fields().Add("reason", reply.Failure).Add("message", reply.Detail));
            _outgoing.DropOldest(batch.Session);
        }
        return reply;
    }

    private PollOutcome Take(ArrayList messages)
    {
        PollOutcome outcome = new PollOutcome();
        if (messages == null) return outcome;
        for (int i = 0; i < messages.Count && !outcome.Full; i++)
        {
            Hashtable message = messages[i] as Hashtable;
            long number = JsonFields.GetLong(message, "n", 0);
            if (_incoming.IsRepeated(number)) continue;
            if (!_incoming.IsNext(number))
            {
                ImpConsole.Warning(Area, "gap in messages", new Fields().Add("have", _incoming.Last).Add("got", number));
                break;
            }
            outcome.Full = !Take(message, outcome);
            if (!outcome.Full) _incoming.Taken(number);
        }
        return outcome;
    }

    private bool Take(Hashtable message, PollOutcome outcome)
    {
        string type = JsonFields.GetString(message, "type");
        switch (type)
        {
            case "agent":
                return _listener.AgentMessage(JsonFields.GetString(message, "name") ?? "", message.Contains("data") ? message["data"] : null);
            case "application":
                outcome.ApplicationDeployed = true;
                return true;
            case "restart":
                outcome.RestartRequested = true;
                return true;
            default:
                // A newer gateway may know more kinds. Refusing would stop everything behind it.
                ImpConsole.Warning(Area, "message of unknown type ignored", new Fields().Add("type", type));
                return true;
        }
    }
}
