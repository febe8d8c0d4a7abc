using System.Collections;

namespace ImpDevice.Link;

/// <summary>Gets the end of a command, on a link thread.</summary>
/// <param name="reply">The answer, or the last failure when the time for trying was over.</param>
internal delegate void LinkCommandCallback(LinkReply reply);

/// <summary>A request that must be answered: repeated until it is, or until its time is over.</summary>
internal sealed class LinkCommand
{
    internal LinkCommand(string verb, Hashtable body, long giveUpMs, LinkCommandCallback callback)
    {
        Verb = verb;
        Body = body;
        GiveUpMs = giveUpMs;
        Callback = callback;
    }

    internal string Verb { get; }

    internal Hashtable Body { get; }

    /// <summary>Clock time from which a failure is not followed by another try.</summary>
    internal long GiveUpMs { get; }

    internal LinkCommandCallback Callback { get; }
}
