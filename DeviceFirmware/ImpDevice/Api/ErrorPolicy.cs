namespace ImpDevice;

/// <summary>
/// What the device does when the connection is lost or a send does not get through, for <see cref="Server.SetSendTimeoutPolicy"/>.
/// (api/server/setsendtimeoutpolicy)
/// </summary>
public enum ErrorPolicy
{
    /// <summary>
    /// SUSPEND_ON_ERROR, the default: the connection is restored by itself, however long it takes, and nobody is called. An imp stops
    /// running code meanwhile and sleeps for nine of ten minutes; here handlers and timers go on, since an ESP32 on a line is powered.
    /// </summary>
    SuspendOnError = 0,

    /// <summary>
    /// RETURN_ON_ERROR: a connection that is not back within 60 s, or a send that does not get through in its time, ends the connection;
    /// <see cref="Server.OnUnexpectedDisconnect"/> is called, and only <see cref="Server.Connect(ConnectCallback, int)"/> connects again.
    /// </summary>
    ReturnOnError = 1,

    /// <summary>RETURN_ON_ERROR_NO_DISCONNECT: as ReturnOnError, but a send that finds no room returns WouldBlock and the connection stays.</summary>
    ReturnOnErrorNoDisconnect = 2,
}
