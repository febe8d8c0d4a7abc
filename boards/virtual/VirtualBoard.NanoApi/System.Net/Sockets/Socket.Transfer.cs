using VirtualBoard.NanoApi;
using VirtualBoard.Network.Sockets;

namespace System.Net.Sockets;

/// <summary>Sending and receiving.</summary>
public partial class Socket
{
    public int Send(byte[] buffer) => Send(buffer, 0, buffer?.Length ?? 0, SocketFlags.None);

    public int Send(byte[] buffer, SocketFlags socketFlags) => Send(buffer, 0, buffer?.Length ?? 0, socketFlags);

    public int Send(byte[] buffer, int size, SocketFlags socketFlags) => Send(buffer, 0, size, socketFlags);

    /// <summary>Sends all bytes; waits for room.</summary>
    public int Send(byte[] buffer, int offset, int size, SocketFlags socketFlags)
    {
        Machine.Act();
        var socket = Open();
        CheckPart(buffer, offset, size);
        CheckFlags(socketFlags, SocketFlags.None);
        if (socket is UdpSocket udp)
        {
            Guarded(() => udp.Send(buffer.AsSpan(offset, size), null));
            return size;
        }

        var tcp = (TcpSocket)socket;
        for (var sent = 0; sent < size;)
        {
            if (tcp.IsConnected)
                Wait(() => tcp.IsWritable, _sendTimeout);
            sent += Guarded(() => tcp.Send(buffer.AsSpan(offset + sent, size - sent)));
        }

        return size;
    }

    public int SendTo(byte[] buffer, EndPoint remoteEP) => SendTo(buffer, 0, buffer?.Length ?? 0, SocketFlags.None, remoteEP);

    public int SendTo(byte[] buffer, SocketFlags socketFlags, EndPoint remoteEP) => SendTo(buffer, 0, buffer?.Length ?? 0, socketFlags, remoteEP);

    public int SendTo(byte[] buffer, int size, SocketFlags socketFlags, EndPoint remoteEP) => SendTo(buffer, 0, size, socketFlags, remoteEP);

    public int SendTo(byte[] buffer, int offset, int size, SocketFlags socketFlags, EndPoint remoteEP)
    {
        if (Open() is not UdpSocket udp)
            return Send(buffer, offset, size, socketFlags);
        Machine.Act();
        CheckPart(buffer, offset, size);
        CheckFlags(socketFlags, SocketFlags.None);
        var remote = ((IPEndPoint)remoteEP).Number;
        udp.MayBroadcast = _options.IsOn(SocketOptionLevel.Socket, SocketOptionName.Broadcast);
        Guarded(() => udp.Send(buffer.AsSpan(offset, size), remote));
        _named ??= remoteEP;
        return size;
    }

    public int Receive(byte[] buffer) => Receive(buffer, 0, buffer?.Length ?? 0, SocketFlags.None);

    public int Receive(byte[] buffer, SocketFlags socketFlags) => Receive(buffer, 0, buffer?.Length ?? 0, socketFlags);

    public int Receive(byte[] buffer, int size, SocketFlags socketFlags) => Receive(buffer, 0, size, socketFlags);

    /// <summary>Waits for bytes and takes those that are there.</summary>
    /// <returns>How many; 0 when the other side has sent its last.</returns>
    public int Receive(byte[] buffer, int offset, int size, SocketFlags socketFlags)
    {
        EndPoint? from = null;
        return Receive(buffer, offset, size, socketFlags, ref from);
    }

    public int ReceiveFrom(byte[] buffer, ref EndPoint remoteEP) => ReceiveFrom(buffer, 0, buffer?.Length ?? 0, SocketFlags.None, ref remoteEP);

    public int ReceiveFrom(byte[] buffer, SocketFlags socketFlags, ref EndPoint remoteEP) =>
        ReceiveFrom(buffer, 0, buffer?.Length ?? 0, socketFlags, ref remoteEP);

    public int ReceiveFrom(byte[] buffer, int size, SocketFlags socketFlags, ref EndPoint remoteEP) =>
        ReceiveFrom(buffer, 0, size, socketFlags, ref remoteEP);

    public int ReceiveFrom(byte[] buffer, int offset, int size, SocketFlags socketFlags, ref EndPoint remoteEP)
    {
        Open();
        if (_named is null)
            throw new SocketException(SocketError.NotConnected);
        EndPoint? from = null;
        var count = Receive(buffer, offset, size, socketFlags, ref from);
        remoteEP = from ?? remoteEP;
        return count;
    }

    private static void CheckPart(byte[] buffer, int offset, int size)
    {
        if (buffer is null)
            throw new NullReferenceException();
        if (offset < 0 || size < 0 || offset > buffer.Length - size)
            throw new IndexOutOfRangeException();
    }

    private static void CheckFlags(SocketFlags flags, SocketFlags allowed)
    {
        if ((flags & ~allowed) != 0)
            throw new SocketException(SocketError.OperationNotSupported);
    }

    private int Receive(byte[] buffer, int offset, int size, SocketFlags flags, ref EndPoint? from)
    {
        Machine.Act();
        var socket = Open();
        CheckPart(buffer, offset, size);
        CheckFlags(flags, SocketFlags.Peek);
        if (size == 0)
            return 0;
        var peek = flags == SocketFlags.Peek;
        if (socket is TcpSocket tcp)
        {
            if (tcp.IsConnected)
                Wait(() => tcp.IsReadable, _receiveTimeout);
            var count = Guarded(() => tcp.Receive(buffer.AsSpan(offset, size), peek));
            from = tcp.Remote is { } remote ? IPEndPoint.Of(remote) : null;
            return count;
        }

        var udp = (UdpSocket)socket;
        Wait(() => udp.IsReadable, _receiveTimeout);
        var received = udp.Receive(buffer.AsSpan(offset, size), out var sender, peek);
        from = IPEndPoint.Of(sender);
        return received;
    }
}
