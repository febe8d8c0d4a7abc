using System.Collections;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using VirtualBoard.NanoApi;

namespace System.Net;

/// <summary>Stands in for nanoFramework's HTTP server: a thread accepts connections, <see cref="GetContext"/> hands them out one at a time.</summary>
/// <remarks>
/// As on hardware: without an address it listens at the board's own one, not at loopback; up to ten connections wait; a request is read when
/// it is first looked at. With https the certificate is asked for, but what goes over the wire is not encrypted.
/// </remarks>
public class HttpListener
{
    private const int MaxPending = 10;
    private const int KeepAliveMicroseconds = 120_000 * 1_000;
    private const int HttpsReadTimeout = 10_000;

    private readonly Queue _arrived = new();
    private readonly ArrayList _clients = new();
    private readonly AutoResetEvent _changed = new(false);
    private readonly bool _isHttps;
    private readonly int _port;
    private readonly IPAddress? _address;
    private Socket? _socket;
    private Thread? _accepting;
    private bool _isClosed;
    private int _maxHeaders = 4;

    public HttpListener(string prefix)
        : this(prefix, -1)
    {
    }

    /// <exception cref="ArgumentException">The prefix is neither http, https, ws nor wss.</exception>
    public HttpListener(string prefix, int port, IPAddress? localEndpointIP = null)
    {
        _isHttps = prefix.ToLowerInvariant() switch
        {
            "http" or "ws" => false,
            "https" or "wss" => true,
            _ => throw new ArgumentException("Prefix should be http or https"),
        };
        _port = port != -1 ? port : _isHttps ? 443 : 80;
        _address = localEndpointIP;
    }

    public SslProtocols SslProtocols { get; set; }

    public X509Certificate? HttpsCert { get; set; }

    public bool IsListening { get; private set; }

    /// <summary>Limit of a request's headers in kilobytes. Default 4; -1 for none.</summary>
    public int MaximumResponseHeadersLength
    {
        get => _maxHeaders;
        set => _maxHeaders = value is > 0 or -1 ? value : throw new ArgumentOutOfRangeException();
    }

    public void Start()
    {
        Machine.Enter();
        if (_isClosed)
            throw new ObjectDisposedException();
        if (IsListening)
            return;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(_address ?? IPAddress.GetDefaultLocalAddress(), _port));
            socket.Listen(MaxPending);
        }
        catch (SocketException)
        {
            socket.Close();
            throw;
        }

        _socket = socket;
        IsListening = true;
        _accepting = new Thread(() => Accept(socket)) { Priority = ThreadPriority.AboveNormal };
        _accepting.Start();
    }

    /// <summary>Stops to listen; what was accepted can still be answered.</summary>
    public void Stop()
    {
        Machine.Enter();
        if (_isClosed)
            throw new ObjectDisposedException();
        IsListening = false;
        _socket?.Close();
        _socket = null;
        _changed.Set();
    }

    public void Close()
    {
        if (!_isClosed)
            Stop();
        _isClosed = true;
    }

    /// <summary>Closes the listener and the connections that were not answered yet.</summary>
    public void Abort()
    {
        Close();
        foreach (var client in _clients.ToArray())
            ((ListenerConnection)client!).Dispose();
        _clients.Clear();
        _accepting?.Join();
    }

    /// <summary>Waits for a request.</summary>
    /// <returns>The request with its response; null when the listener was stopped meanwhile.</returns>
    /// <exception cref="InvalidOperationException">It does not listen.</exception>
    public HttpListenerContext? GetContext()
    {
        Machine.Enter();
        if (_isClosed)
            throw new ObjectDisposedException();
        if (!IsListening)
            throw new InvalidOperationException();
        while (IsListening)
        {
            if (_arrived.Count > 0)
            {
                var connection = (ListenerConnection)_arrived.Dequeue()!;
                _clients.Add(connection);
                return new HttpListenerContext(connection, this);
            }

            _changed.WaitOne();
        }

        return null;
    }

    internal void Forget(ListenerConnection connection) => _clients.Remove(connection);

    /// <summary>Waits, on a thread of its own, for the next request of a connection that is kept.</summary>
    internal void Keep(ListenerConnection connection) => new Thread(() =>
    {
        try
        {
            connection.Socket.Poll(KeepAliveMicroseconds, SelectMode.SelectRead);
            if (connection.Socket.Available > 0)
                Arrived(connection);
            else
                connection.Dispose();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            connection.Dispose();
        }
    }).Start();

    private void Arrived(ListenerConnection connection)
    {
        _arrived.Enqueue(connection);
        _changed.Set();
    }

    private void Accept(Socket listening)
    {
        while (IsListening)
        {
            Socket client;
            try
            {
                client = listening.Accept();
            }
            catch (SocketException e) when (IsListening && e.ErrorCode == (int)SocketError.TooManyOpenSockets)
            {
                // One that is answered gives its socket back.
                Thread.Sleep(100);
                continue;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                if (IsListening)
                    Stop();
                break;
            }

            if (Greet(client) is { } connection)
                Arrived(connection);
        }
    }

    private ListenerConnection? Greet(Socket client)
    {
        if (!_isHttps)
            return new ListenerConnection(client, new NetworkStream(client, true));
        var stream = new SslStream(client);
        try
        {
            stream.AuthenticateAsServer(HttpsCert!, false, SslProtocols);
            stream.ReadTimeout = HttpsReadTimeout;
            return new ListenerConnection(client, stream);
        }
        catch (SocketException)
        {
            stream.Dispose();
            return null;
        }
    }
}
