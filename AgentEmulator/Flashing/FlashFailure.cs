namespace AgentEmulator.Flashing;

/// <summary>Work on a board failed; the message says why and what to do.</summary>
internal sealed class FlashFailureException(int exitCode, string reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode => exitCode;

    /// <summary>One of <see cref="FlashReason"/>.</summary>
    public string Reason => reason;
}
