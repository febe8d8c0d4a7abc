using System.Net;
using VirtualBoard.Network.Sockets;
using VirtualBoard.Tracing;

namespace VirtualBoard.Web;

/// <summary>HTTP as the board's firmware has it: blocks the calling board thread in board time, within the board's sockets.</summary>
public sealed class BoardWeb
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(18); // four SYN retries of lwIP

    private readonly Board _board;
    private readonly RandomStream _random;

    internal BoardWeb(Board board)
    {
        _board = board;
        _random = board.Random("web");
    }

    /// <summary>How many of the board's sockets are taken.</summary>
    public int OpenSockets => _board.Net.OpenSockets;

    /// <summary>Takes a socket and reaches for a host: the name is resolved, the connection is made.</summary>
    /// <param name="host">Host name, as in the URL. The address of a board in reach, its own included, is reached over sockets.</param>
    /// <param name="port">Port, as in the URL.</param>
    /// <exception cref="WebTransportException">No address, no free socket, or the name is unknown from here.</exception>
    /// <exception cref="PowerOffException">The boot died meanwhile.</exception>
    public BoardSocket Open(string host, int port)
    {
        var thread = Caller();
        if (BoardAt(host, port) is { } board)
            return OpenTo(thread, board);
        if (_board.Route is null)
            throw new WebTransportException(WebFailure.NoNetwork, "The board has no IP address.");
        Take();
        var socket = new BoardSocket(this, thread.Boot);
        try
        {
            Reach(thread, host);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Resolves a name, without taking a socket.</summary>
    /// <param name="host">Host name.</param>
    /// <returns>An address out of a documentation block, always the same for a name.</returns>
    /// <exception cref="WebTransportException">No address, or the name is unknown from here.</exception>
    /// <exception cref="PowerOffException">The boot died meanwhile.</exception>
    public IPAddress Resolve(string host)
    {
        var thread = Caller();
        if (IPAddress.TryParse(host, out var literal))
            return literal;
        if (_board.Route is null)
            throw new WebTransportException(WebFailure.NoNetwork, "The board has no IP address.");
        Reach(thread, host);
        return _board.Lab.Internet.AddressOf(host);
    }

    /// <summary>Sends a request on a connection of its own and waits for the whole response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="timeout">Board time to wait for the response; null waits without limit, as nanoFramework's HttpClient does by default.</param>
    /// <exception cref="WebTransportException">No response; says where it failed.</exception>
    /// <exception cref="PowerOffException">The boot died meanwhile; the connection breaks.</exception>
    public WebResponse Send(WebRequest request, TimeSpan? timeout)
    {
        using var socket = Open(request.Uri.Host, request.Uri.Port);
        return socket.Send(request, timeout);
    }

    internal void Closed() => _board.Net.Give();

    internal WebResponse Exchange(TcpExchange connection, WebRequest request, TimeSpan? timeout) =>
        connection.Send(Caller(), request, timeout is { } patience ? _board.Lab.Now + patience : null);

    internal WebResponse Exchange(WebRequest request, TimeSpan? timeout)
    {
        var thread = Caller();
        var deadline = timeout is { } patience ? _board.Lab.Now + patience : (TimeSpan?)null;
        var fault = _board.Lab.Internet.Faults?.Invoke(_board, request) ?? WireFault.None;
        if (_board.Lab.Trace is not null)
            Trace($"{request.Method} {request.Uri.AbsoluteUri} {fault}", request.Body);
        if (fault == WireFault.LoseRequest)
            throw Lost(thread, deadline, request);

        using var cancel = new CancellationTokenSource();
        try
        {
            var response = Await(thread, request, deadline, cancel.Token);
            if (fault == WireFault.DoubleRequest)
                _board.Lab.After(TimeSpan.Zero, () => Forget(_board.Lab.Internet.SendAsync(request, CancellationToken.None)));
            if (fault == WireFault.CutBeforeAnswer)
                _board.PowerOff();
            if (fault == WireFault.LoseResponse)
                throw Lost(thread, deadline, request);

            thread.Sleep(Latency());
            Trace("answer", response.Body, response.Status);
            return response;
        }
        catch (Exception e)
        {
            Trace(e is WebTransportException failed ? failed.Failure.ToString() : e.GetType().Name, []);
            // Power is gone, or patience has ended: the service sees the connection break.
            cancel.Cancel();
            throw;
        }
    }

    private WebResponse Await(BoardThread thread, WebRequest request, TimeSpan? deadline, CancellationToken cancel)
    {
        Task<WebResponse>? task = null;
        Action wake = thread.Wake;

        // Services run as events of the lab, not on the board's thread.
        _board.Lab.After(TimeSpan.Zero, () =>
        {
            if (cancel.IsCancellationRequested)
                return;
            task = _board.Lab.Internet.SendAsync(request, cancel);
            if (task.IsCompleted)
                wake();
            else // Inline in a simulated lab; from the thread pool in a live one, so it has to enter through the door.
                task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_board.Lab.IsLive ? () => _board.Lab.Post(wake) : wake);
        });
        Watch(wake, isOn: true);
        try
        {
            while (task is not { IsCompleted: true })
            {
                if (deadline - _board.Lab.Now is { } left && left <= TimeSpan.Zero)
                    throw new WebTransportException(WebFailure.Timeout, $"No response from {request.Uri.Authority} in time.");
                thread.Park(deadline - _board.Lab.Now);
                if (_board.Route is null)
                    throw new WebTransportException(WebFailure.ConnectionReset, $"The connection to {request.Uri.Authority} broke.");
            }
        }
        finally
        {
            Watch(wake, isOn: false);
        }

        return task.GetAwaiter().GetResult();
    }

    private void Watch(Action wake, bool isOn)
    {
        for (var i = 0; i < _board.Links.Count; i++)
        {
            if (isOn)
                _board.Links[i].Changed += wake;
            else
                _board.Links[i].Changed -= wake;
        }
    }

    /// <summary>The board that listens at an address in reach; a board's own loopback is a live lab's host when nothing on the board listens there.</summary>
    private NetEndPoint? BoardAt(string host, int port)
    {
        if (!IPAddress.TryParse(host, out var address) || address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork)
            return null;
        var at = new NetEndPoint(NetEndPoint.Number(address), port);
        if (Neighbours.Find(_board, at) is not { } board)
            return null;
        return at.IsLoopback && _board.Lab.Internet.Beyond is not null && board.Net.Listener(at) is null ? null : at;
    }

    private BoardSocket OpenTo(BoardThread thread, NetEndPoint remote)
    {
        TcpExchange connection;
        try
        {
            connection = new TcpExchange(_board.Net.OpenTcp());
        }
        catch (NetException e)
        {
            throw new WebTransportException(WebFailure.NoSockets, e.Message, e);
        }

        try
        {
            connection.Connect(thread, remote);
            return new BoardSocket(this, thread.Boot, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Take()
    {
        try
        {
            _board.Net.Take();
        }
        catch (NetException e)
        {
            throw new WebTransportException(WebFailure.NoSockets, $"All {_board.Definition.Sockets} sockets are open.", e);
        }
    }

    private static BoardThread Caller()
    {
        var thread = BoardThread.Current ?? throw new InvalidOperationException("Only firmware sends through a board's radio.");
        thread.Settle();
        return thread;
    }

    private void Reach(BoardThread thread, string host)
    {
        thread.Sleep(Latency());
        if (_board.Route is not { HasInternet: true })
        {
            // lwIP resolves names inside one native call, which stops every thread of the firmware; connecting lets them run.
            if (IPAddress.TryParse(host, out _))
                thread.Sleep(ConnectTimeout);
            else
                thread.Occupy(ConnectTimeout);
            throw Unknown(host);
        }

        if (!_board.Lab.Internet.Knows(host))
            throw Unknown(host);
    }

    private static WebTransportException Unknown(string host) =>
        new(WebFailure.NameNotResolved, $"The name {host} could not be resolved.");

    private WebTransportException Lost(BoardThread thread, TimeSpan? deadline, WebRequest request)
    {
        // Nothing will come; the board notices when its patience ends, or when TCP gives up.
        thread.Sleep(deadline is { } d && d > _board.Lab.Now ? d - _board.Lab.Now : ConnectTimeout);
        return new WebTransportException(WebFailure.Timeout, $"No response from {request.Uri.Authority} in time.");
    }

    private static void Forget(Task<WebResponse> task) =>
        task.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private void Trace(string what, byte[] body, int status = 0)
    {
        if (_board.Lab.Trace is not null)
            _board.Trace(TraceKind.Message, what, (ulong)status, LabTrace.HashOf(body));
    }

    private TimeSpan Latency() => _board.Lab.IsLive ? TimeSpan.Zero : TimeSpan.FromMilliseconds(4 + _random.Next(20));
}
