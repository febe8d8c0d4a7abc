namespace ImpDevice.Link;

/// <summary>What one poll brought besides agent messages.</summary>
internal sealed class PollOutcome
{
    /// <summary>Why the poll failed, or null.</summary>
    internal LinkReply Failure { get; set; }

    internal bool ApplicationDeployed { get; set; }

    internal bool RestartRequested { get; set; }

    /// <summary>The listener had no room: poll again after a pause, the gateway repeats the message.</summary>
    internal bool Full { get; set; }
}
