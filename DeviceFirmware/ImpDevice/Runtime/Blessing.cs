using System;
using System.Collections;
using ImpDevice.Diagnostics;
using ImpDevice.Link;
using ImpDevice.Text;

namespace ImpDevice.Runtime;

/// <summary>server.bless(): one request at a time, its outcome on the event loop.</summary>
internal sealed class Blessing
{
    private const int TryForMs = 60000;

    private readonly EventLoop _loop;
    private readonly DeviceLink _link;
    private readonly Deployment _deployment;
    private readonly StatusLed _led;
    private bool _pending;

    internal Blessing(EventLoop loop, DeviceLink link, Deployment deployment, StatusLed led)
    {
        _loop = loop;
        _link = link;
        _deployment = deployment;
        _led = led;
    }

    /// <summary>Why the last blessing was refused, one word; null when it was not.</summary>
    internal string Reason { get; private set; }

    /// <summary>More about the reason, or null.</summary>
    internal string Message { get; private set; }

    internal void Request(bool testSuccess, BlessCallback callback)
    {
        if (_pending) throw new InvalidOperationException("server.bless() is already waiting for its answer");
        _pending = true;
        if (!testSuccess) _led.Show(LedState.Failed);
        Hashtable body = new Hashtable();
        body.Add("success", testSuccess);
        _link.Do(LinkVerb.Bless, body, TryForMs, reply => Answered(testSuccess, reply, callback));
    }

    /// <summary>On the link's thread: a deployed application takes over before any callback of the DUT firmware.</summary>
    private void Answered(bool testSuccess, LinkReply reply, BlessCallback callback)
    {
        if (reply.Ok && JsonFields.GetBool(reply.Response, "application")) _deployment.Apply();
        _loop.Post(() => Finish(testSuccess, reply, callback));
    }

    private void Finish(bool testSuccess, LinkReply reply, BlessCallback callback)
    {
        _pending = false;
        bool blessed = testSuccess && reply.Ok && JsonFields.GetBool(reply.Response, "blessed");
        Reason = blessed ? null : ReasonOf(testSuccess, reply);
        Message = blessed ? null : reply.Ok ? JsonFields.GetString(reply.Response, "message") : reply.Detail;
        _led.Show(blessed ? LedState.Blessed : LedState.Failed);
        if (blessed) ImpConsole.State("blessed");
        else ImpConsole.State("bless-failed", new Fields().Add("reason", Reason).Add("message", Message));
        callback(blessed);
    }

    private static string ReasonOf(bool testSuccess, LinkReply reply)
    {
        if (!testSuccess) return "tests-failed";
        if (!reply.Ok) return reply.Failure;
        return JsonFields.GetString(reply.Response, "reason") ?? "bless-refused";
    }
}
