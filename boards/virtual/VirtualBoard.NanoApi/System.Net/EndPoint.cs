namespace System.Net;

/// <summary>Stands in for nanoFramework's base of network end points; the same on hardware.</summary>
public abstract class EndPoint
{
    public abstract SocketAddress Serialize();

    public abstract EndPoint Create(SocketAddress socketAddress);
}
