using System.Net.Sockets;

namespace VirtualBoard.Network.Sockets;

/// <summary>The board's TCP and UDP, as lwIP on an ESP32 has them: to itself, to boards on the same network, and to what is behind the access point.</summary>
/// <remarks>
/// What an operation fails with is what lwIP says on an ESP32: nobody listens at a host that answers, ConnectionReset; no host answers,
/// ConnectionAborted after 18 s; no network, HostUnreachable; all of board.json's <c>sockets</c> open, TooManyOpenSockets.
/// Not played: fragmentation, lost packets, TIME_WAIT, raw sockets, IPv6.
/// </remarks>
public sealed class NetStack
{
    private const int FirstFreePort = 49_152;
    private const int FreePorts = 16_384;

    private readonly Board _board;
    private readonly RandomStream _random;
    private readonly List<NetSocket> _sockets = [];
    private int _nextPort = -1;

    internal NetStack(Board board)
    {
        _board = board;
        _random = board.Random("net");
        foreach (var link in board.Links)
            link.Changed += OnLinkChanged;
    }

    /// <summary>How many of the board's sockets are taken, those of HTTP included.</summary>
    public int OpenSockets { get; private set; }

    internal Lab Lab => _board.Lab;

    internal Board Board => _board;

    /// <summary>Makes a TCP socket for the calling firmware.</summary>
    /// <exception cref="NetException">All sockets are open.</exception>
    public TcpSocket OpenTcp() => Add(boot => new TcpSocket(this, boot));

    /// <summary>Makes a UDP socket for the calling firmware.</summary>
    /// <exception cref="NetException">All sockets are open.</exception>
    public UdpSocket OpenUdp() => Add(boot => new UdpSocket(this, boot));

    internal void Take()
    {
        if (OpenSockets >= _board.Definition.Sockets)
            throw new NetException(SocketError.TooManyOpenSockets);
        OpenSockets++;
    }

    internal void Give() => OpenSockets--;

    internal T Add<T>(Func<Boot, T> create)
        where T : NetSocket
    {
        var boot = Boot.Current;
        Take();
        var socket = create(boot);
        _sockets.Add(socket);
        return socket;
    }

    internal void Remove(NetSocket socket)
    {
        _sockets.Remove(socket);
        Give();
    }

    /// <summary>Whether the board has an address now.</summary>
    internal bool Owns(uint address) => new NetEndPoint(address, 0).IsLoopback || Neighbours.Has(_board, address);

    internal NetEndPoint Claim(NetSocket socket, NetEndPoint wanted, bool reuse)
    {
        if (wanted.Address != 0 && !Owns(wanted.Address))
            throw new NetException(SocketError.AddressNotAvailable);
        if (wanted.Port == 0)
            return wanted with { Port = FreePort(socket) };
        if (!reuse && IsTaken(socket, wanted))
            throw new NetException(SocketError.AddressAlreadyInUse);
        return wanted;
    }

    /// <summary>The socket of the running boot that listens for connections to an address and port.</summary>
    internal TcpSocket? Listener(NetEndPoint at) => _sockets.OfType<TcpSocket>().FirstOrDefault(
        s => s.IsListening && s.Local.Port == at.Port && (s.Local.Address == 0 || s.Local.Address == at.Address));

    /// <summary>Hands a datagram to the sockets that hear it.</summary>
    internal void Hear(byte[] data, NetEndPoint from, NetEndPoint to)
    {
        foreach (var socket in _sockets.OfType<UdpSocket>().Where(s => s.Hears(to, from)).ToList())
            socket.Arrive(data, from);
    }

    internal void Dial(TcpSocket socket, NetEndPoint remote) => new TcpDialing(this, socket, remote, Boot.Current).Start();

    internal void SendDatagram(UdpSocket socket, byte[] data, NetEndPoint to) => Datagrams.Send(this, socket, data, to);

    /// <summary>The address that packets to another one carry.</summary>
    /// <exception cref="NetException">There is no way there.</exception>
    internal uint SourceFor(NetEndPoint remote, uint bound)
    {
        if (remote.IsLoopback)
            return NetEndPoint.Loopback;
        var route = _board.Route?.Address ?? throw new NetException(SocketError.HostUnreachable);
        return bound != 0 && !new NetEndPoint(bound, 0).IsLoopback ? bound : NetEndPoint.Number(route);
    }

    /// <summary>How long one packet takes: next to nothing within the board and in a live lab, some milliseconds over the air, more to the internet.</summary>
    internal TimeSpan Latency(NetEndPoint remote, bool isLocal) =>
        remote.IsLoopback || Owns(remote.Address) || Lab.IsLive ? TimeSpan.Zero
        : TimeSpan.FromMilliseconds(isLocal ? 1 + _random.Next(6) : 2 + _random.Next(10));

    internal void LosePower()
    {
        _sockets.Clear();
        OpenSockets = 0;
        _nextPort = -1;
    }

    private int FreePort(NetSocket socket)
    {
        if (_nextPort < 0)
            _nextPort = _random.Next(FreePorts);
        while (true)
        {
            var port = FirstFreePort + (_nextPort++ % FreePorts);
            if (!IsTaken(socket, new NetEndPoint(0, port)))
                return port;
        }
    }

    private bool IsTaken(NetSocket socket, NetEndPoint wanted) => _sockets.Exists(
        s => s != socket && s.GetType() == socket.GetType() && s.Local.Port == wanted.Port && s is not TcpSocket { IsConnected: true } &&
            (s.Local.Address == 0 || wanted.Address == 0 || s.Local.Address == wanted.Address));

    private void OnLinkChanged()
    {
        foreach (var socket in _sockets.ToList())
            socket.AddressLost();
    }
}
