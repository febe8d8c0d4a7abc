namespace AgentEmulator.Gateway;

/// <summary>One request as it came from the wire; nothing in it is believed yet.</summary>
/// <param name="Path">The absolute path exactly as sent: it is what the board signed.</param>
/// <param name="Session">Header Imp-Session, empty when absent.</param>
/// <param name="Counter">Header Imp-Counter, empty when absent.</param>
/// <param name="Signature">Header Imp-Signature, empty when absent.</param>
/// <param name="Body">Null when it is larger than the limit.</param>
/// <param name="Address">Where it came from; empty when that is not known, as in memory.</param>
/// <param name="Aborted">The peer is gone: a held poll ends.</param>
internal sealed record LinkRequest(
    string Method,
    string Path,
    string DeviceId,
    string Verb,
    string Session,
    string Counter,
    string Signature,
    byte[]? Body,
    string Address,
    CancellationToken Aborted);
