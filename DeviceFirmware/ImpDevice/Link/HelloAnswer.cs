using System.Collections;
using ImpDevice.Text;

namespace ImpDevice.Link;

/// <summary>The gateway's answer to hello.</summary>
internal sealed class HelloAnswer
{
    private const int DefaultPollSeconds = 25;
    private const int LongestPollSeconds = 120;

    private HelloAnswer(string session, Hashtable response)
    {
        Session = session;
        Resumed = JsonFields.GetBool(response, "resumed");
        UnixTime = JsonFields.GetLong(response, "time", 0);
        long poll = JsonFields.GetLong(response, "poll_s", DefaultPollSeconds);
        PollSeconds = poll < 1 || poll > LongestPollSeconds ? DefaultPollSeconds : (int)poll;
        ConfigParams = JsonFields.GetTable(response, "configparams") ?? new Hashtable();
    }

    internal string Session { get; }

    internal bool Resumed { get; }

    /// <summary>Seconds since 1970, or 0 when not given.</summary>
    internal long UnixTime { get; }

    internal int PollSeconds { get; }

    internal Hashtable ConfigParams { get; }

    /// <summary>null when the answer names no session.</summary>
    internal static HelloAnswer From(Hashtable response)
    {
        string session = JsonFields.GetString(response, "session");
        return string.IsNullOrEmpty(session) ? null : new HelloAnswer(session, response);
    }
}
