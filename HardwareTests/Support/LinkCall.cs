using System;
using System.Collections;
using ImpDevice.Text;

namespace HardwareTests.Support;

/// <summary>One request as the gateway saw it.</summary>
internal sealed class LinkCall
{
    internal LinkCall(string verb, string session, long counter, byte[] body, int timeoutMs)
    {
        Verb = verb;
        Session = session;
        Counter = counter;
        Text = Bytes.Text(body);
        TimeoutMs = timeoutMs;
    }

    internal string Verb { get; }

    /// <summary>When it came, in milliseconds since boot.</summary>
    internal long AtMs { get; } = Environment.TickCount64;

    internal string Session { get; }

    internal long Counter { get; }

    /// <summary>How long the device would wait for the answer.</summary>
    internal int TimeoutMs { get; }

    /// <summary>The body.</summary>
    internal string Text { get; }

    internal Hashtable Body
    {
        get { return (Hashtable)Json.Parse(Text); }
    }
}
