namespace ImpDevice.Link;

/// <summary>Why an exchange with the gateway did not give an answer. Words, because they go to the console as they are.</summary>
internal static class LinkFailure
{
    internal const string NameNotResolved = "name-not-resolved";
    internal const string ConnectFailed = "connect-failed";
    internal const string Timeout = "timeout";
    internal const string ConnectionLost = "connection-lost";
    internal const string TooLarge = "too-large";
    internal const string KeyRefused = "key-refused";
    internal const string BadSignature = "bad-signature";
    internal const string Replayed = "replayed";
    internal const string SessionUnknown = "session-unknown";
    internal const string Malformed = "malformed";
    internal const string Unavailable = "unavailable";
    internal const string NotTaken = "not-taken";
    internal const string NoSession = "no-session";

    /// <summary>The gateway has understood the request and will never answer it otherwise: repeating is no use.</summary>
    internal static bool IsFinal(string failure)
    {
        return failure == Malformed || failure == TooLarge;
    }
}
