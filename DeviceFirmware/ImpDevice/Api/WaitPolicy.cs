namespace ImpDevice;

/// <summary>When a send counts as done, for <see cref="Server.SetSendTimeoutPolicy"/>. (api/server/setsendtimeoutpolicy)</summary>
public enum WaitPolicy
{
    /// <summary>WAIT_TIL_SENT, the default: when it is in the send queue.</summary>
    WaitTilSent = 0,

    /// <summary>WAIT_FOR_ACK: when the impCloud has acknowledged it. The handler that sends waits, and no other runs meanwhile.</summary>
    WaitForAck = 1,
}
