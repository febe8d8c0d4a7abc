using System.Net.Sockets;

namespace System.Net;

/// <summary>Stands in for nanoFramework's end point as bytes: family, port and address, as sockaddr_in has them.</summary>
public class SocketAddress
{
    private readonly byte[] _bytes;

    public SocketAddress(AddressFamily family, int size)
    {
        _bytes = new byte[size];
        _bytes[0] = (byte)(int)family;
        _bytes[1] = (byte)((int)family >> 8);
    }

    public AddressFamily Family => (AddressFamily)(_bytes[0] | (_bytes[1] << 8));

    public int Size => _bytes.Length;

    public byte this[int offset]
    {
        get => _bytes[offset];
        set => _bytes[offset] = value;
    }

    internal Span<byte> Bytes => _bytes;

    public override bool Equals(object? obj) => obj is SocketAddress other && _bytes.AsSpan().SequenceEqual(other._bytes);

    public override int GetHashCode()
    {
        var hash = 0;
        for (var i = 0; i < _bytes.Length; i++)
            hash ^= _bytes[i] << (8 * (i & 3));
        return hash;
    }
}
