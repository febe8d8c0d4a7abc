using VirtualBoard;
using VirtualBoard.NanoApi;
using VirtualBoard.Network.Sockets;
using Timeouts = System.Threading.Timeout;

namespace System.Net.Sockets;

/// <summary>Stands in for nanoFramework's socket: TCP and UDP over IPv4, blocking the calling thread in board time.</summary>
/// <remarks>
/// As on hardware: <see cref="Connected"/> tells whether the socket was ever given an address, not whether a connection stands, and is
/// false for one from <see cref="Accept"/>; error codes are lwIP's (a port nobody listens at is ConnectionReset, a host that does not
/// answer ConnectionAborted); a timeout of 0 means none. Differs from hardware: an operation that needs a connection and has none fails
/// with NotConnected where lwIP may wait for ever; there are no raw sockets; a socket that firmware forgets stays open until its boot ends.
/// </remarks>
public partial class Socket : IDisposable
{
    private readonly NetSocket _socket;
    private readonly SocketOptions _options = new();
    private EndPoint? _named;
    private int _receiveTimeout = Timeouts.Infinite;
    private int _sendTimeout = Timeouts.Infinite;

    public Socket(AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType)
    {
        var net = Machine.Enter().Board.Net;
        if (addressFamily != AddressFamily.InterNetwork)
            throw new SocketException(SocketError.AddressFamilyNotSupported);
        SocketType = socketType;
        _socket = Guarded<NetSocket>(() => (socketType, protocolType) switch
        {
            (SocketType.Stream, ProtocolType.Tcp or ProtocolType.Unspecified) => net.OpenTcp(),
            (SocketType.Dgram, ProtocolType.Udp or ProtocolType.Unspecified) => net.OpenUdp(),
            (SocketType.Stream or SocketType.Dgram, _) => throw new SocketException(SocketError.ProtocolNotSupported),
            _ => throw new SocketException(SocketError.SocketNotSupported),
        });
    }

    private Socket(TcpSocket accepted) => (_socket, SocketType) = (accepted, SocketType.Stream);

    public int Available => Open().Available;

    public EndPoint LocalEndPoint => IPEndPoint.Of(Open().Local);

    public EndPoint RemoteEndPoint => IPEndPoint.Of(Remote ?? throw new SocketException(SocketError.NotConnected));

    public bool Connected => _named is not null && !_socket.IsClosed;

    public int ReceiveTimeout
    {
        get => _receiveTimeout;
        set => _receiveTimeout = Limit(value);
    }

    public int SendTimeout
    {
        get => _sendTimeout;
        set => _sendTimeout = Limit(value);
    }

    public SocketType SocketType { get; }

    internal bool IsClosed => _socket.IsClosed;

    private NetEndPoint? Remote => Open() switch
    {
        TcpSocket tcp => tcp.Remote,
        UdpSocket udp => udp.Remote,
        _ => null,
    };

    public void Bind(EndPoint localEP)
    {
        var socket = Open();
        var local = ((IPEndPoint)localEP).Number;
        Guarded(() => socket.Bind(local, _options.IsOn(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress)));
        _named ??= localEP;
    }

    public void Connect(EndPoint remoteEP)
    {
        Machine.Act();
        var remote = ((IPEndPoint)remoteEP).Number;
        switch (Open())
        {
            case TcpSocket tcp:
                Guarded(() => tcp.Connect(remote));
                Wait(() => !tcp.IsConnecting, Timeouts.Infinite);
                if (tcp.TakeFailure() is { } failure)
                    throw new SocketException((SocketError)(int)failure);
                break;
            case UdpSocket udp:
                Guarded(() => udp.Connect(remote));
                break;
        }

        _named ??= remoteEP;
    }

    public void Listen(int backlog)
    {
        Machine.Act();
        var tcp = Tcp();
        Guarded(() => tcp.Listen(backlog));
    }

    public Socket Accept()
    {
        Machine.Act();
        var tcp = Tcp();
        Guarded(tcp.CheckListening);
        Wait(() => tcp.IsReadable, Timeouts.Infinite);
        return new Socket(Guarded(() => tcp.Accept()!));
    }

    public bool Poll(int microSeconds, SelectMode mode)
    {
        Machine.Act();
        var socket = Open();
        var milliseconds = microSeconds < 0 ? Timeouts.Infinite : (microSeconds + 999) / 1_000;
        var ready = TryWait(
            () => mode switch
            {
                SelectMode.SelectRead => socket.IsReadable,
                SelectMode.SelectWrite => socket.IsWritable,
                _ => socket.Failure is not null,
            },
            milliseconds);

        // What waits for something else than an error is told of one by an exception.
        if (mode != SelectMode.SelectError && socket.Failure is { } failure && socket.Available == 0)
            throw new SocketException((SocketError)(int)failure);
        return ready;
    }

    public void Close() => ((IDisposable)this).Dispose();

    void IDisposable.Dispose() => Dispose(true);

    protected virtual void Dispose(bool disposing)
    {
        if (_socket.IsClosed)
            return;
        Machine.Act();
        _socket.Dispose();
    }

    private static int Limit(int milliseconds) => milliseconds switch
    {
        < Timeouts.Infinite => throw new ArgumentOutOfRangeException(),
        0 => Timeouts.Infinite,
        _ => milliseconds,
    };

    private static void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (NetException e)
        {
            throw new SocketException((SocketError)(int)e.Error, e);
        }
    }

    private static T Guarded<T>(Func<T> function)
    {
        try
        {
            return function();
        }
        catch (NetException e)
        {
            throw new SocketException((SocketError)(int)e.Error, e);
        }
    }

    private NetSocket Open()
    {
        Machine.Enter();
        return _socket.IsClosed ? throw new ObjectDisposedException() : _socket;
    }

    private TcpSocket Tcp() => Open() as TcpSocket ?? throw new SocketException(SocketError.OperationNotSupported);

    /// <summary>Waits for a condition.</summary>
    /// <exception cref="SocketException">It took too long, or another thread closed the socket.</exception>
    private void Wait(Func<bool> condition, int milliseconds)
    {
        if (!TryWait(condition, milliseconds))
            throw new SocketException(SocketError.TimedOut);
    }

    private bool TryWait(Func<bool> condition, int milliseconds)
    {
        var thread = BoardThread.Current!;
        _socket.Changed += thread.Wake;
        try
        {
            var met = Machine.WaitUntil(() => _socket.IsClosed || condition(), Machine.Limit(milliseconds));
            return _socket.IsClosed ? throw new SocketException(SocketError.NotSocket) : met;
        }
        finally
        {
            _socket.Changed -= thread.Wake;
        }
    }
}
