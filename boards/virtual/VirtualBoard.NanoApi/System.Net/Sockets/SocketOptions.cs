namespace System.Net.Sockets;

/// <summary>The options of one socket that lwIP on an ESP32 knows; those that change nothing here are remembered.</summary>
internal sealed class SocketOptions
{
    private const int ValueBytes = 4;

    private readonly Dictionary<(SocketOptionLevel Level, SocketOptionName Name), byte[]> _values = [];

    public bool IsOn(SocketOptionLevel level, SocketOptionName name) => _values.TryGetValue((level, name), out var value) && value[0] != 0;

    /// <exception cref="SocketException">lwIP does not know the option, or it is too short.</exception>
    public void Set(SocketOptionLevel level, SocketOptionName name, byte[] value)
    {
        Check(level, name);
        if (value.Length < ValueBytes)
            throw new SocketException(SocketError.InvalidArgument);
        _values[(level, name)] = [.. value];
    }

    /// <exception cref="SocketException">lwIP does not know the option.</exception>
    public void Get(SocketOptionLevel level, SocketOptionName name, byte[] value)
    {
        Check(level, name);
        var known = _values.GetValueOrDefault((level, name)) ?? Default(level, name);
        known.AsSpan(0, Math.Min(known.Length, value.Length)).CopyTo(value);
    }

    private static void Check(SocketOptionLevel level, SocketOptionName name)
    {
        var isKnown = level switch
        {
            SocketOptionLevel.Socket => name is SocketOptionName.AcceptConnection or SocketOptionName.ReuseAddress or SocketOptionName.KeepAlive
                or SocketOptionName.Broadcast or SocketOptionName.Linger or SocketOptionName.DontLinger or SocketOptionName.ExclusiveAddressUse
                or SocketOptionName.ReceiveBuffer or SocketOptionName.SendTimeout or SocketOptionName.ReceiveTimeout or SocketOptionName.Error
                or SocketOptionName.Type,
            SocketOptionLevel.IP => name is SocketOptionName.TypeOfService or SocketOptionName.IpTimeToLive or SocketOptionName.MulticastInterface
                or SocketOptionName.MulticastTimeToLive or SocketOptionName.MulticastLoopback or SocketOptionName.AddMembership or SocketOptionName.DropMembership,
            SocketOptionLevel.Tcp => name is SocketOptionName.NoDelay or SocketOptionName.KeepAlive,
            _ => false,
        };
        if (!isKnown)
            throw new SocketException(SocketError.ProtocolOption);
    }

    private static byte[] Default(SocketOptionLevel level, SocketOptionName name) => (level, name) switch
    {
        (SocketOptionLevel.IP, SocketOptionName.IpTimeToLive) => [64, 0, 0, 0],
        (SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive) => [1, 0, 0, 0],
        (SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer) => BitConverter.GetBytes(5_744),
        _ => new byte[ValueBytes],
    };
}
