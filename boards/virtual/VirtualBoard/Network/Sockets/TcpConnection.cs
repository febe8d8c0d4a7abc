namespace VirtualBoard.Network.Sockets;

/// <summary>A connection of a board to a service of the lab, from the service's side.</summary>
/// <remarks>A service works by events, with the baton: it must not block.</remarks>
public sealed class TcpConnection
{
    private readonly TcpEnd _end;
    private readonly Queue<byte[]> _unsent = new();
    private Action<byte[]>? _received;
    private int _offset;
    private bool _closing;
    private bool _over;

    internal TcpConnection(TcpEnd end)
    {
        _end = end;
        _end.Changed = Pump;
    }

    /// <summary>Raised once when the board has closed its side, or the connection broke.</summary>
    public event Action? Closed;

    /// <summary>The board's address and port.</summary>
    public NetEndPoint Remote => _end.Remote;

    /// <summary>Gets or sets what takes the bytes that arrive.</summary>
    public Action<byte[]>? Received
    {
        get => _received;
        set
        {
            _received = value;
            Pump();
        }
    }

    /// <summary>Sends bytes, as fast as the board takes them.</summary>
    /// <param name="data">The bytes.</param>
    public void Send(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Length == 0 || _closing)
            return;
        _unsent.Enqueue(data);
        Flush();
    }

    /// <summary>Closes the connection once everything is sent.</summary>
    public void Close()
    {
        _closing = true;
        Flush();
    }

    private void Pump()
    {
        while (_received is { } received && _end.Available > 0)
        {
            var data = new byte[_end.Available];
            _end.Receive(data, peek: false);
            received(data);
        }

        Flush();
        if (_over || (_end.Failure is null && !(_end.IsFinished && _end.Available == 0)))
            return;
        _over = true;
        Closed?.Invoke();
    }

    private void Flush()
    {
        while (_end.Failure is null && _unsent.TryPeek(out var first))
        {
            _offset += _end.Send(first.AsSpan(_offset));
            if (_offset < first.Length)
                return;
            _offset = 0;
            _unsent.Dequeue();
        }

        if (_closing && _unsent.Count == 0)
            _end.Close();
    }
}
