namespace System.Net.Sockets;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum SocketOptionLevel
{
    Socket = 65535,
    IP = 0,
    IPv6 = 41,
    Tcp = 6,
    Udp = 17,
}
