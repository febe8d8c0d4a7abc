using System.Buffers.Binary;
using System.Net.Sockets;
using VirtualBoard.Network.Sockets;

namespace System.Net;

/// <summary>Stands in for nanoFramework's address and port; the same on hardware.</summary>
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

    internal NetEndPoint Number => new(BinaryPrimitives.ReadUInt32BigEndian(Address.GetAddressBytes()), Port);

    public override SocketAddress Serialize()
    {
        var bytes = new SocketAddress(AddressFamily.InterNetwork, 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.Bytes[2..], (ushort)Port);
        Address.GetAddressBytes().AsSpan(0, 4).CopyTo(bytes.Bytes[4..]);
        return bytes;
    }

    public override EndPoint Create(SocketAddress socketAddress)
    {
        var bytes = socketAddress.Bytes;
        return new IPEndPoint(new IPAddress(bytes.Slice(4, 4).ToArray()), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
    }

    internal static IPEndPoint Of(NetEndPoint at)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, at.Address);
        return new IPEndPoint(new IPAddress(bytes), at.Port);
    }

    public override string ToString() => Address + ":" + Port;

    public override bool Equals(object? obj) => obj is IPEndPoint other && other.Address.Equals(Address) && other.Port == Port;

    public override int GetHashCode() => Address.GetHashCode() ^ Port;
}
