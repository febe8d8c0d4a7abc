namespace ImpDevice;

/// <summary>Results of sending, with imp's numbers (0 and SEND_ERROR_*).</summary>
public enum SendResult
{
    /// <summary>Accepted for delivery.</summary>
    Ok = 0,

    /// <summary>SEND_ERROR_NOT_CONNECTED: the device is not connected; the message is lost.</summary>
    NotConnected = 1,

    /// <summary>SEND_ERROR_TIMEOUT: not everything was sent or delivered within the time given.</summary>
    Timeout = 2,

    /// <summary>SEND_ERROR_DISCONNECTED: the connection was closed while waiting.</summary>
    Disconnected = 3,

    /// <summary>SEND_ERROR_WOULDBLOCK: the send queue is full, and the policy says not to wait; the message is lost.</summary>
    WouldBlock = 4,
}
