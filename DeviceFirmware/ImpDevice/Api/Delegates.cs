namespace ImpDevice;

/// <summary>Gets one message from the agent.</summary>
/// <param name="data">
/// What the agent sent: Hashtable, ArrayList, string, int, long, double, bool or null (see <see cref="Text.Json"/>).
/// </param>
public delegate void AgentHandler(object data);

/// <summary>Gets the outcome of <see cref="Server.Bless"/>.</summary>
/// <param name="blessed">True when the impCloud blessed the device.</param>
public delegate void BlessCallback(bool blessed);

/// <summary>Made once, when nothing else waits.</summary>
public delegate void IdleCallback();

/// <summary>Made once, when its time has come.</summary>
public delegate void WakeupCallback();
