using System.Net.Sockets;

namespace System.Net;

/// <summary>Stands in for nanoFramework's address and port; without socket addresses, for there are no sockets on a virtual board.</summary>
public class IPEndPoint : EndPoint
{
    public const int MinPort = 0;
    public const int MaxPort = 65535;

    public IPEndPoint(long address, int port)
        : this(new IPAddress(address), port)
    {
    }

    public IPEndPoint(IPAddress address, int port)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (port is < MinPort or > MaxPort)
            throw new ArgumentOutOfRangeException();
        (Address, Port) = (address, port);
    }

    public IPAddress Address { get; }

    public AddressFamily AddressFamily => Address.AddressFamily;

    public int Port { get; }

    public override string ToString() => Address + ":" + Port;

    public override bool Equals(object? obj) => obj is IPEndPoint other && other.Address.Equals(Address) && other.Port == Port;

    public override int GetHashCode() => Address.GetHashCode() ^ Port;
}
