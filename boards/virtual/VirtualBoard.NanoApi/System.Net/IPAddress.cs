using System.Net.Sockets;
using VirtualBoard.NanoApi;
using VirtualBoard.Web;

namespace System.Net;

/// <summary>Stands in for nanoFramework's IP address; the same on hardware.</summary>
public class IPAddress
{
    public static readonly IPAddress Any = new([0, 0, 0, 0]);
    public static readonly IPAddress Loopback = new([127, 0, 0, 1]);
    public static readonly IPAddress Broadcast = new([255, 255, 255, 255]);
    public static readonly IPAddress None = Broadcast;
    public static readonly IPAddress IPv6Any = new(new byte[16], 0) { _isShared = true };
    public static readonly IPAddress IPv6Loopback = new([.. new byte[15], 1], 0) { _isShared = true };

    private readonly byte[] _bytes;
    private long _scopeId;
    private bool _isShared;

    public IPAddress(long newAddress)
    {
        if (newAddress is < 0 or > 0xFFFFFFFF)
            throw new ArgumentOutOfRangeException();
        _bytes = BitConverter.GetBytes((uint)newAddress);
    }

    public IPAddress(byte[] address)
    {
        ArgumentNullException.ThrowIfNull(address);
        _bytes = address.Length is 4 or 16 ? [.. address] : throw new ArgumentException();
    }

    public IPAddress(byte[] address, long scopeid)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Length != 16)
            throw new ArgumentException();
        if (scopeid is < 0 or > 0xFFFFFFFF)
            throw new ArgumentOutOfRangeException(nameof(scopeid));
        (_bytes, _scopeId) = ([.. address], scopeid);
    }

    public AddressFamily AddressFamily => _bytes.Length == 4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;

    public long ScopeId
    {
        get => _bytes.Length == 16 ? _scopeId : throw new SocketException(SocketError.OperationNotSupported);
        set
        {
            // The well-known addresses are one object for all boards here; none may change them for the others.
            if (_bytes.Length == 4 || _isShared)
                throw new SocketException(SocketError.OperationNotSupported);
            _scopeId = value is >= 0 and <= 0xFFFFFFFF ? value : throw new ArgumentOutOfRangeException(nameof(value));
        }
    }

    public bool IsIPv4MappedToIPv6 => _bytes.Length == 16 && _bytes.AsSpan(0, 12).SequenceEqual(MappedPrefix);

    private static ReadOnlySpan<byte> MappedPrefix => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

    public static bool operator ==(IPAddress? a, IPAddress? b) => a is null ? b is null : a.Equals(b);

    public static bool operator !=(IPAddress? a, IPAddress? b) => !(a == b);

    public static IPAddress Parse(string ipString)
    {
        ArgumentNullException.ThrowIfNull(ipString);
        return AddressText.Parse(ipString, out var scope) is { } bytes
            ? bytes.Length == 4 ? new IPAddress(bytes) : new IPAddress(bytes, scope)
            : throw new ArgumentException();
    }

    /// <summary>The board's address; <see cref="Any"/> while it has none.</summary>
    public static IPAddress GetDefaultLocalAddress()
    {
        var address = Machine.Enter().Board.Route?.Address;
        return address is null ? Any : new IPAddress(address.GetAddressBytes());
    }

    public bool Equals(IPAddress? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes) && _scopeId == other._scopeId;

    public override bool Equals(object? other) => Equals(other as IPAddress);

    public override int GetHashCode() => _bytes.Length == 4 ? BitConverter.ToInt32(_bytes) : BitConverter.ToInt32(_bytes, 0) ^ BitConverter.ToInt32(_bytes, 12);

    public byte[] GetAddressBytes() => [.. _bytes];

    public override string ToString() => AddressText.Format(_bytes, _scopeId);

    public IPAddress MapToIPv6() => _bytes.Length == 16 ? this : new IPAddress([.. MappedPrefix, .. _bytes], 0);

    public IPAddress MapToIPv4() => _bytes.Length == 4 ? this : new IPAddress(_bytes[12..]);
}
