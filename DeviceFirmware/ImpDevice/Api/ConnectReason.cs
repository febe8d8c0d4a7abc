namespace ImpDevice;

/// <summary>Results of connecting, with imp's numbers.</summary>
public enum ConnectReason
{
    /// <summary>NOT_CONNECTED: none of the others; for example no network is configured.</summary>
    NotConnected = 0,

    /// <summary>NO_WIFI, NO_LINK: the network was not joined.</summary>
    NoWifi = 1,

    /// <summary>NO_IP_ADDRESS: joined, but no address.</summary>
    NoIpAddress = 2,

    /// <summary>NOT_RESOLVED: the gateway's name did not resolve.</summary>
    NotResolved = 3,

    /// <summary>NO_SERVER: the gateway did not answer, or not as it should.</summary>
    NoServer = 4,

    /// <summary>SERVER_CONNECTED.</summary>
    Connected = 5,
}
