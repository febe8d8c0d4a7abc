namespace ImpDevice;

/// <summary>Gets one message from the agent.</summary>
/// <param name="data">
/// What the agent sent: Hashtable, ArrayList, string, int, long, double, bool or null (see <see cref="Text.Json"/>).
/// </param>
public delegate void AgentHandler(object data);

/// <summary>Gets the outcome of <see cref="Server.Bless"/>.</summary>
/// <param name="blessed">True when the impCloud blessed the device.</param>
public delegate void BlessCallback(bool blessed);

/// <summary>Gets how connecting ended.</summary>
/// <param name="reason">Connected, or why not.</param>
public delegate void ConnectCallback(ConnectReason reason);

/// <summary>Gets why the connection was lost for good.</summary>
/// <param name="reason">What kept it from being restored.</param>
public delegate void DisconnectCallback(ConnectReason reason);

/// <summary>Made once, when nothing else waits.</summary>
public delegate void IdleCallback();

/// <summary>Made once, when its time has come.</summary>
public delegate void WakeupCallback();
