namespace VirtualBoard.Network.Sockets;

/// <summary>What answers at an address and port behind the access points.</summary>
internal abstract class TcpEntrance
{
    /// <summary>A board wants to connect.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="link">Makes the connection stand and returns this side's end.</param>
    /// <param name="refuse">Refuses it.</param>
    public abstract void Connect(Lab lab, Func<TcpEnd> link, Action refuse);
}

/// <summary>A service in memory.</summary>
/// <param name="accept">Is given each connection.</param>
internal sealed class ServiceEntrance(Action<TcpConnection> accept) : TcpEntrance
{
    /// <inheritdoc/>
    public override void Connect(Lab lab, Func<TcpEnd> link, Action refuse) => accept(new TcpConnection(link()));
}
