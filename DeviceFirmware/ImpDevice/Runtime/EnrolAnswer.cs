using ImpDevice.Link;
using ImpDevice.Text;

namespace ImpDevice.Runtime;

/// <summary>Gets the outcome of <see cref="ImpRuntime.Enrol"/>, on the event loop.</summary>
/// <param name="answer">The outcome.</param>
public delegate void EnrolCallback(EnrolAnswer answer);

/// <summary>Outcome of presenting a plan ID and a token.</summary>
public sealed class EnrolAnswer
{
    internal EnrolAnswer(LinkReply reply)
    {
        IsFinal = reply.Ok;
        Activated = reply.Ok && JsonFields.GetBool(reply.Response, "activated");
        AgentUrl = JsonFields.GetString(reply.Response, "agent_url");
        Reason = Activated ? null : reply.Ok ? JsonFields.GetString(reply.Response, "reason") ?? "refused" : reply.Failure;
        Message = reply.Ok ? JsonFields.GetString(reply.Response, "message") : reply.Detail;
    }

    /// <summary>True when the impCloud has decided; false when it could not be asked, and asking again makes sense.</summary>
    public bool IsFinal { get; }

    /// <summary>The device is activated.</summary>
    public bool Activated { get; }

    /// <summary>URL of the device's agent, or null.</summary>
    public string AgentUrl { get; }

    /// <summary>Why not, one word (<c>token-expired</c>, <c>token-unknown</c>, <c>token-used</c>, <c>not-blessed</c> ...); null when activated.</summary>
    public string Reason { get; }

    /// <summary>More about the reason, or null.</summary>
    public string Message { get; }
}
