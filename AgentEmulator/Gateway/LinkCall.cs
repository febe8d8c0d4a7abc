using System.Text.Json;

namespace AgentEmulator.Gateway;

/// <summary>A request whose signature is genuine. The body is undefined when <see cref="NotJson"/> says why.</summary>
/// <param name="Address">Where it came from; empty when that is not known.</param>
internal sealed record LinkCall(
    DeviceLink Link, LinkVerb Verb, string Session, long Counter, string Address, JsonElement Body, string? NotJson)
{
    /// <summary>
    /// Checks session and counter and uses the counter up; null when the call may act. The link's lock must be held.
    /// </summary>
    public LinkReply? Admit(TimeProvider time, out LinkSession session)
    {
        session = null!;
        if (Link.Session is not { } current || current.Id != Session)
            return LinkReply.SessionUnknown;
        if (!current.TryAdvance(Verb, Counter))
            return LinkReply.Replayed(current.LastCounter(Verb));
        Link.LastHeard = time.GetUtcNow();
        session = current;
        return null;
    }
}
