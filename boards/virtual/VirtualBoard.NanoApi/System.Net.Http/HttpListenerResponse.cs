using System.IO;
using System.Text;

namespace System.Net;

/// <summary>Stands in for nanoFramework's response of a server: the head goes out with the first byte of the body, or when it is closed.</summary>
/// <remarks>As on hardware the connection is closed after each response unless <see cref="KeepAlive"/> is set, whatever the client asked for.</remarks>
public sealed class HttpListenerResponse : IDisposable
{
    private readonly ListenerConnection _connection;
    private readonly HttpListener _listener;
    private readonly ResponseOutput _output;
    private WebHeaderCollection _headers = new(isOfMessage: true);
    private Encoding _encoding = Encoding.UTF8;
    private Version _version = HttpVersion.Version11;
    private string? _contentType;
    private string? _location;
    private string? _description;
    private long _contentLength = -1;
    private int _status = (int)HttpStatusCode.OK;
    private bool _sendChunked;
    private bool _isClosed;

    internal HttpListenerResponse(ListenerConnection connection, HttpListener listener)
    {
        (_connection, _listener) = (connection, listener);
        _output = new ResponseOutput(connection.Stream, SendHead);
    }

    public int StatusCode
    {
        get => _status;
        set => SetUnsent(ref _status, value);
    }

    public long ContentLength64
    {
        get => _contentLength;
        set => SetUnsent(ref _contentLength, value);
    }

    public bool HasStarted { get; private set; }

    public WebHeaderCollection Headers
    {
        get => _headers;
        set => SetUnsent(ref _headers, value);
    }

    public bool KeepAlive { get; set; }

    public Stream OutputStream => _isClosed ? throw new ObjectDisposedException("Response has been sent") : _output;

    public Version ProtocolVersion
    {
        get => _version;
        set => SetUnsent(ref _version, value);
    }

    public string? RedirectLocation
    {
        get => _location;
        set => SetUnsent(ref _location, value);
    }

    public bool SendChunked
    {
        get => _sendChunked;
        set
        {
            SetUnsent(ref _sendChunked, value);
            _output.IsChunked = value;
        }
    }

    public Encoding ContentEncoding
    {
        get => _encoding;
        set => SetUnsent(ref _encoding, value);
    }

    public string? ContentType
    {
        get => _contentType;
        set => SetUnsent(ref _contentType, value);
    }

    public string? StatusDescription
    {
        get => _description;
        set => SetUnsent(ref _description, value);
    }

    /// <summary>Sends the head and leaves the connection to the caller.</summary>
    public void Detach()
    {
        if (_isClosed)
            return;
        SendHead();
        _isClosed = true;
    }

    public void Close()
    {
        if (_isClosed)
            return;
        try
        {
            SendHead();
        }
        finally
        {
            ((IDisposable)this).Dispose();
        }
    }

    void IDisposable.Dispose()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        _listener.Forget(_connection);
        try
        {
            _output.Flush();
        }
        catch (Exception e) when (e is Sockets.SocketException or IOException or ObjectDisposedException)
        {
            // The client has gone; as on hardware nobody is told.
        }

        if (KeepAlive)
            _listener.Keep(_connection);
        else
            _connection.Dispose();
    }

    internal void CloseQuietly()
    {
        try
        {
            Close();
        }
        catch (Exception e) when (e is Sockets.SocketException or IOException or ObjectDisposedException)
        {
            // The client has gone; as on hardware nobody is told.
        }
    }

    private void SetUnsent<T>(ref T field, T value)
    {
        if (HasStarted)
            throw new InvalidOperationException();
        field = value;
    }

    private void SendHead()
    {
        if (HasStarted)
            return;
        if (_contentLength != -1)
            _headers.SetInternal("Content-Length", _contentLength.ToString());
        _headers.SetInternal("Connection", KeepAlive ? "Keep-Alive" : "Close");
        if (_contentType is not null)
            _headers.SetInternal("Content-Type", _contentType);
        if (_location is not null)
        {
            _headers.SetInternal("Location", _location);
            _status = (int)HttpStatusCode.Redirect;
        }

        if (_sendChunked)
            _headers.SetInternal("Transfer-Encoding", "chunked");
        HasStarted = true;
        var head = $"HTTP/{_version} {_status} {_description ?? StatusTexts.Of(_status)}\r\n{_headers}";
        var bytes = Encoding.UTF8.GetBytes(head);
        _connection.Stream.Write(bytes, 0, bytes.Length);
    }
}
