using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace VirtualBoard.Network.Sockets;

/// <summary>An IPv4 address and a port.</summary>
/// <param name="Address">The address as a number: 127.0.0.1 is 0x7F000001.</param>
/// <param name="Port">0 to 65535.</param>
public readonly record struct NetEndPoint(uint Address, int Port)
{
    /// <summary>The address by which a host speaks to itself.</summary>
    public const uint Loopback = 0x7F00_0001;

    /// <summary>The address of all hosts of the local network.</summary>
    public const uint Broadcast = 0xFFFF_FFFF;

    /// <summary>Whether the address is one of the host itself, 127.0.0.0/8.</summary>
    public bool IsLoopback => Address >> 24 == 127;

    /// <summary>Whether the address is that of a group, 224.0.0.0/4.</summary>
    public bool IsMulticast => Address >> 28 == 14;

    /// <summary>The number of an IPv4 address.</summary>
    /// <param name="address">The address.</param>
    public static uint Number(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Address >> 24}.{(Address >> 16) & 255}.{(Address >> 8) & 255}.{Address & 255}:{Port}");
}
