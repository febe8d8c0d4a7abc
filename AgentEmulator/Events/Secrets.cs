namespace AgentEmulator.Events;

/// <summary>How tokens and keys appear wherever a person or a file can read them.</summary>
public static class Secrets
{
    /// <summary>The first four characters and an ellipsis; an ellipsis alone when there are no more than four.</summary>
    public static string Shorten(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return secret.Length > 4 ? string.Concat(secret.AsSpan(0, 4), "…") : "…";
    }
}
