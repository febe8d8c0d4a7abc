using System.Net.Sockets;
using VirtualBoard.Web;

namespace VirtualBoard.Network.Sockets;

/// <summary>One attempt of a board to connect: the handshake, or how it fails.</summary>
internal sealed class TcpDialing
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(18); // four SYN retries of lwIP
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(3);

    private readonly NetStack _stack;
    private readonly TcpSocket _socket;
    private readonly NetEndPoint _remote;
    private readonly NetEndPoint _local;
    private readonly Boot _boot;
    private readonly bool _isLocal;
    private readonly TimeSpan _deadline;

    public TcpDialing(NetStack stack, TcpSocket socket, NetEndPoint remote, Boot boot)
    {
        (_stack, _socket, _remote, _boot) = (stack, socket, remote, boot);
        _local = new NetEndPoint(stack.SourceFor(remote, socket.Local.Address), socket.Local.Port);
        _isLocal = Neighbours.IsLocal(stack.Board, remote);
        _deadline = stack.Lab.Now + Patience;
    }

    private Internet Internet => _stack.Lab.Internet;

    private bool IsOver => !_boot.IsAlive || !_socket.IsConnecting;

    public void Start() => After(Latency(), Syn);

    private void Syn()
    {
        if (Neighbours.Find(_stack.Board, _remote) is { Current: not null } host)
            KnockAt(host);
        else if (!_isLocal && _stack.Board.Route is { HasInternet: true } && Internet.ServiceAt(_remote) is { } service)
            service.Connect(_stack.Lab, Link, () => After(Latency(), () => _socket.Refused(SocketError.ConnectionReset)));
        else
            GiveUp();
    }

    private void KnockAt(Board host)
    {
        if (host.Net.Listener(_remote) is not { } listener)
        {
            // Nobody on the board itself; in a live lab its loopback is also the host's.
            if (_remote.IsLoopback && Internet.HostLoopback(_remote) is { } service)
                service.Connect(_stack.Lab, Link, () => _socket.Refused(SocketError.ConnectionReset));
            else
                After(Latency(), () => _socket.Refused(SocketError.ConnectionReset));
            return;
        }

        var boot = host.Current!;
        var (mine, theirs) = Ends(() => PresenceOf(host, boot, _remote.Address));
        if (!listener.Offer(theirs))
            After(RetryPause, () => Retry());
        else
            After(Latency(), () => _socket.Connected(mine));
    }

    private TcpEnd Link()
    {
        var (mine, theirs) = Ends(static () => Presence.Here);
        _stack.Lab.After(Latency(), () =>
        {
            // Who dialled may have closed, or died, meanwhile.
            if (IsOver)
                mine.Close();
            else
                _socket.Connected(mine);
        });
        return theirs;
    }

    private (TcpEnd Mine, TcpEnd Theirs) Ends(Func<Presence> remotePresence) => TcpEnd.Connect(
        _stack.Lab, _local, _remote, Latency, () => PresenceOf(_stack.Board, _boot, _local.Address), remotePresence);

    private void Retry()
    {
        if (_stack.Lab.Now < _deadline)
            Syn();
        else
            _socket.Refused(SocketError.ConnectionAborted);
    }

    private void GiveUp() => After(_deadline - _stack.Lab.Now, () => _socket.Refused(SocketError.ConnectionAborted));

    private TimeSpan Latency() => _stack.Latency(_remote, _isLocal);

    private void After(TimeSpan delay, Action then) => _stack.Lab.After(delay, () =>
    {
        if (!IsOver)
            then();
    });

    private static Presence PresenceOf(Board board, Boot boot, uint address) =>
        !board.Net.Owns(address) || board.Current is null ? Presence.Gone : board.Current == boot ? Presence.Here : Presence.Restarted;
}
