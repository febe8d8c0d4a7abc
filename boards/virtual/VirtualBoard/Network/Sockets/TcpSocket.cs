using System.Net.Sockets;

namespace VirtualBoard.Network.Sockets;

/// <summary>A TCP socket of a board's firmware: one that connects, is connected, or listens.</summary>
public sealed class TcpSocket : NetSocket
{
    private readonly Queue<TcpEnd> _backlog = new();
    private TcpEnd? _end;
    private SocketError? _refusal;
    private int _backlogLimit;

    internal TcpSocket(NetStack stack, Boot boot)
        : base(stack, boot)
    {
    }

    internal TcpSocket(NetStack stack, Boot boot, TcpEnd end)
        : this(stack, boot) => Take(end);

    /// <summary>Whether it waits for connections.</summary>
    public bool IsListening => _backlogLimit > 0;

    /// <summary>Whether a connection is being made.</summary>
    public bool IsConnecting { get; private set; }

    /// <summary>Whether it is connected; stays so when the other side closes.</summary>
    public bool IsConnected => _end is { Failure: null };

    /// <summary>The other side; null without one.</summary>
    public NetEndPoint? Remote => _end?.Remote;

    /// <summary>Whether all that the other side will ever send has been read.</summary>
    public bool IsAtEnd => _end is { IsFinished: true, Available: 0 };

    /// <inheritdoc/>
    public override SocketError? Failure => _refusal ?? _end?.Failure;

    /// <inheritdoc/>
    public override int Available => _end?.Available ?? 0;

    /// <inheritdoc/>
    public override bool IsReadable => IsListening ? _backlog.Count > 0 : Failure is not null || _end is { IsFinished: true } or { Available: > 0 };

    /// <inheritdoc/>
    public override bool IsWritable => Failure is not null || _end is { Room: > 0 };

    /// <summary>Begins to listen.</summary>
    /// <param name="backlog">How many connections may wait to be accepted.</param>
    /// <exception cref="NetException">It is connected.</exception>
    public void Listen(int backlog)
    {
        if (_end is not null || IsConnecting)
            throw new NetException(SocketError.InvalidArgument);
        if (Local.Port == 0)
            Bind(default);
        _backlogLimit = Math.Clamp(backlog, 1, 255);
    }

    /// <summary>Refuses a socket that does not listen.</summary>
    /// <exception cref="NetException">It does not.</exception>
    public void CheckListening()
    {
        if (!IsListening)
            throw new NetException(SocketError.InvalidArgument);
    }

    /// <summary>Takes the connection that has waited longest.</summary>
    /// <returns>Its socket; null when none waits.</returns>
    /// <exception cref="NetException">All sockets of the board are open, or this one does not listen.</exception>
    public TcpSocket? Accept()
    {
        CheckListening();
        if (!_backlog.TryPeek(out var end))
            return null;
        var socket = Stack.Add(boot => new TcpSocket(Stack, boot, end));
        _backlog.Dequeue();
        return socket;
    }

    /// <summary>Begins to connect; <see cref="IsConnected"/> or <see cref="NetSocket.Failure"/> tells how it ended.</summary>
    /// <param name="remote">Where to.</param>
    /// <exception cref="NetException">It is connected, listens, or there is no way to that address.</exception>
    public void Connect(NetEndPoint remote)
    {
        if (_end is not null)
            throw new NetException(SocketError.IsConnected);
        if (IsConnecting)
            throw new NetException(SocketError.AlreadyInProgress);
        if (IsListening)
            throw new NetException(SocketError.OperationNotSupported);
        _refusal = null;
        if (Local.Port == 0)
            Bind(default);
        IsConnecting = true;
        try
        {
            Stack.Dial(this, remote);
        }
        catch (NetException)
        {
            IsConnecting = false;
            throw;
        }
    }

    /// <summary>Sends as much as there is room for.</summary>
    /// <param name="data">What to send.</param>
    /// <returns>How many bytes were taken; 0 when there is no room now.</returns>
    /// <exception cref="NetException">Not connected, or the connection broke.</exception>
    public int Send(ReadOnlySpan<byte> data) => Standing().Send(data);

    /// <summary>Takes what has arrived.</summary>
    /// <param name="buffer">Where to put it.</param>
    /// <param name="peek">Whether it stays to be read again.</param>
    /// <returns>How many bytes; 0 when nothing has arrived, or when nothing will (<see cref="IsAtEnd"/>).</returns>
    /// <exception cref="NetException">Not connected, or the connection broke.</exception>
    public int Receive(Span<byte> buffer, bool peek = false)
    {
        // What arrived before the connection broke can still be read.
        var end = Available > 0 ? _end! : Standing();
        return end.Receive(buffer, peek);
    }

    /// <summary>Takes the pending error off, as SO_ERROR does.</summary>
    public SocketError? TakeFailure()
    {
        var failure = Failure;
        _refusal = null;
        return failure;
    }

    internal bool Offer(TcpEnd end)
    {
        if (!IsListening || _backlog.Count >= _backlogLimit)
            return false;
        _backlog.Enqueue(end);
        Change();
        return true;
    }

    internal void Connected(TcpEnd end)
    {
        IsConnecting = false;
        Take(end);
        Change();
    }

    internal void Refused(SocketError error)
    {
        IsConnecting = false;
        _refusal = error;
        Change();
    }

    internal override void AddressLost()
    {
        if (IsConnecting)
            Refused(SocketError.ConnectionAborted);
        if (_end is { } end && !Stack.Owns(end.Local.Address))
            end.Fail(SocketError.ConnectionAborted);
    }

    private protected override void Close()
    {
        _end?.Close();
        while (_backlog.TryDequeue(out var waiting))
            waiting.Close();
    }

    private void Take(TcpEnd end)
    {
        _end = end;
        Local = end.Local;
        end.Changed = Change;
    }

    private TcpEnd Standing()
    {
        if (_refusal is { } refusal)
            throw new NetException(refusal);
        var end = _end ?? throw new NetException(SocketError.NotConnected);
        return end.Failure is { } failure ? throw new NetException(failure) : end;
    }
}
