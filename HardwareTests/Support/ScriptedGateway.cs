using System;
using System.Collections;
using System.Threading;
using ImpDevice.Link;
using ImpDevice.Text;
using nanoFramework.TestFramework;

namespace HardwareTests.Support;

/// <summary>
/// The gateway's side of the link, played on the board itself. A verb has a list of answers, given in turn; when they are used up, or
/// there are none, it answers as a gateway does: a session, an acknowledgement, an empty poll after its wait, a blessing, an enrolment.
/// </summary>
internal sealed class ScriptedGateway : ILinkTransport
{
    internal const string DeviceId = "5000240ac4010203";
    internal const string BasePath = "/device/v1/" + DeviceId;
    internal const string Session = "00000000000000a1";

    private readonly object _gate = new object();
    private readonly Hashtable _answers = new Hashtable();
    private readonly ArrayList _calls = new ArrayList();
    private readonly Queue _outbox = new Queue();
    private readonly ManualResetEvent _closed = new ManualResetEvent(false);
    private readonly AutoResetEvent _posted = new AutoResetEvent(false);
    private readonly LinkSigner _signer = new LinkSigner(Key);
    private readonly LinkSigner _forger = new LinkSigner(Bytes.Pattern(32));
    private long _sent;

    /// <summary>The board's key.</summary>
    internal static byte[] Key
    {
        get { return Hex.Decode("00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210"); }
    }

    /// <summary>The next answer to a verb, behind those already set.</summary>
    internal ScriptedGateway Answers(string verb, Answer answer)
    {
        lock (_gate)
        {
            if (!_answers.Contains(verb)) _answers.Add(verb, new Queue());
            ((Queue)_answers[verb]).Enqueue(answer);
        }
        return this;
    }

    /// <summary>Sends the device a message of its agent, with the next number, by the next poll.</summary>
    internal void AgentSends(string name, string json)
    {
        Posts("\"type\":\"agent\",\"name\":\"" + name + "\",\"data\":" + json);
    }

    /// <summary>Sends the device a message, given without its number and braces.</summary>
    internal void Posts(string message)
    {
        lock (_gate) _outbox.Enqueue(message);
        _posted.Set();
    }

    /// <summary>Ends polls under way, and answers none any more.</summary>
    internal void Close()
    {
        _closed.Set();
    }

    /// <summary>Forgets the requests so far, so that recording them does not look like a leak of the device.</summary>
    internal void Forget()
    {
        lock (_gate) _calls.Clear();
    }

    /// <summary>Forgets the messages to the device that no poll has fetched.</summary>
    internal void ForgetPosts()
    {
        lock (_gate) _outbox.Clear();
    }

    /// <summary>The requests of a verb so far.</summary>
    internal LinkCall[] Calls(string verb)
    {
        lock (_gate)
        {
            ArrayList found = new ArrayList();
            for (int i = 0; i < _calls.Count; i++)
                if (((LinkCall)_calls[i]).Verb == verb) found.Add(_calls[i]);
            LinkCall[] calls = new LinkCall[found.Count];
            for (int i = 0; i < calls.Length; i++) calls[i] = (LinkCall)found[i];
            return calls;
        }
    }

    /// <summary>The messages of one type that the device has sent, in order and each once, as their JSON objects.</summary>
    internal ArrayList Received(string type)
    {
        ArrayList received = new ArrayList();
        long last = 0;
        LinkCall[] sends = Calls(LinkVerb.Send);
        for (int i = 0; i < sends.Length; i++)
        {
            ArrayList messages = (ArrayList)sends[i].Body["messages"];
            for (int k = 0; k < messages.Count; k++)
            {
                Hashtable message = (Hashtable)messages[k];
                long number = JsonFields.GetLong(message, "n", 0);
                if (number <= last) continue;
                last = number;
                if (JsonFields.GetString(message, "type") == type) received.Add(message);
            }
        }
        return received;
    }

    /// <summary>Data of the first agent message of a name, or null while there is none.</summary>
    internal Hashtable DataOf(string name)
    {
        ArrayList messages = Received("agent");
        for (int i = 0; i < messages.Count; i++)
        {
            Hashtable message = (Hashtable)messages[i];
            if (JsonFields.GetString(message, "name") == name) return JsonFields.GetTable(message, "data");
        }
        return null;
    }

    public TransportReply Post(string path, string session, string counter, string signature, byte[] body, int timeoutMs)
    {
        string verb = path.Substring(BasePath.Length + 1);
        byte[] signed = Bytes.Of(signature);
        Assert.AreEqual(BasePath + "/" + verb, path);
        Assert.IsTrue(_signer.Verify(LinkSigner.RequestHead(path, session, counter), body, 0, body.Length, signed, 0), "signature of " + verb);
        LinkCall call = new LinkCall(verb, session, long.Parse(counter), body, timeoutMs);
        Answer answer = Record(call);
        if (answer == null) answer = Default(call);
        if (answer.Failure != null) return TransportReply.Failed(answer.Failure, "scripted");
        if (answer.Body != null) return TransportReply.Answered(answer.Status, answer.Body);
        string answered = answer.OfAnotherRequest ? (call.Counter + 1).ToString() : counter;
        return TransportReply.Answered(
            answer.Status, Envelope(answer.Forged ? _forger : _signer, answer.Status, path, session, answered, answer.Raw));
    }

    /// <summary>A body as the gateway makes it.</summary>
    internal static byte[] Envelope(LinkSigner signer, int status, string path, string session, string counter, string raw)
    {
        byte[] response = Bytes.Of(raw);
        string signature = signer.Sign(LinkSigner.ResponseHead(status, path, session, counter), response, 0, response.Length);
        return Bytes.Of("{\"signature\":\"" + signature + "\",\"response\":" + raw + "}");
    }

    private Answer Record(LinkCall call)
    {
        lock (_gate)
        {
            _calls.Add(call);
            Queue answers = (Queue)_answers[call.Verb];
            return answers == null || answers.Count == 0 ? null : (Answer)answers.Dequeue();
        }
    }

    private Answer Default(LinkCall call)
    {
        switch (call.Verb)
        {
            case LinkVerb.Hello: return Answer.Ok("{\"session\":\"" + Session + "\",\"resumed\":false,\"time\":1767225600,\"poll_s\":25}");
            case LinkVerb.Send: return Answer.Ok("{\"ack\":" + LastNumber(call).ToString() + "}");
            case LinkVerb.Poll: return Poll(call);
            case LinkVerb.Bless: return Answer.Ok("{\"blessed\":true}");
            default: return Answer.Ok("{\"activated\":true,\"agent_url\":\"https://agent.example/a1\"}");
        }
    }

    private static long LastNumber(LinkCall call)
    {
        ArrayList messages = (ArrayList)call.Body["messages"];
        return JsonFields.GetLong((Hashtable)messages[messages.Count - 1], "n", 0);
    }

    private Answer Poll(LinkCall call)
    {
        int waitMs = (int)JsonFields.GetLong(call.Body, "wait_s", 0) * 1000;
        string messages = Messages();
        if (messages.Length == 0 && waitMs > 0)
        {
            WaitHandle.WaitAny(new WaitHandle[] { _closed, _posted }, waitMs, false);
            messages = Messages();
        }
        return _closed.WaitOne(0, false) ? Answer.Fails(LinkFailure.ConnectionLost) : Answer.Ok("{\"messages\":[" + messages + "]}");
    }

    private string Messages()
    {
        lock (_gate)
        {
            string messages = "";
            while (_outbox.Count > 0)
                messages += (messages.Length == 0 ? "" : ",") + "{\"n\":" + (++_sent).ToString() + "," + (string)_outbox.Dequeue() + "}";
            return messages;
        }
    }
}
