namespace System.Net;

/// <summary>Stands in for nanoFramework's base of network end points; without socket addresses, for there are no sockets on a virtual board.</summary>
public abstract class EndPoint
{
}
