namespace VirtualBoard.Web;

/// <summary>One TCP connection of a board. It takes one of the board's sockets until it is disposed, or until its boot ends.</summary>
public sealed class BoardSocket : IDisposable
{
    private readonly BoardWeb _web;
    private readonly Boot _boot;
    private readonly TcpExchange? _connection;
    private bool _closed;

    internal BoardSocket(BoardWeb web, Boot boot, TcpExchange? connection = null) => (_web, _boot, _connection) = (web, boot, connection);

    /// <summary>Sends a request and waits for the whole response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="timeout">Board time to wait for the response; null waits without limit.</param>
    /// <exception cref="WebTransportException">No response; says where it failed.</exception>
    /// <exception cref="ObjectDisposedException">The connection was closed.</exception>
    /// <exception cref="PowerOffException">The boot died meanwhile; the connection breaks.</exception>
    public WebResponse Send(WebRequest request, TimeSpan? timeout)
    {
        _boot.ThrowIfDead();
        ObjectDisposedException.ThrowIf(_closed, this);
        return _connection is null ? _web.Exchange(request, timeout) : _web.Exchange(_connection, request, timeout);
    }

    /// <summary>Closes the connection and gives the socket back.</summary>
    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        _connection?.Dispose();
        // A dead boot's sockets are gone already, and the next boot has its own.
        if (_connection is null && _boot.IsAlive)
            _web.Closed();
    }
}
