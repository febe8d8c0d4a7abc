using System.IO;
using System.Net.Sockets;
using System.Text;

namespace System.Net;

/// <summary>Stands in for nanoFramework's request to a server.</summary>
/// <remarks>
/// As on hardware <see cref="UserHostAddress"/> is the board's own address, <see cref="UserHostName"/> the user agent, and reading the body
/// past its end waits for more: read <see cref="ContentLength64"/> bytes.
/// </remarks>
public class HttpListenerRequest
{
    private readonly ListenerConnection _connection;
    private readonly RequestInput _input;
    private readonly int _maxHeaders;

    internal HttpListenerRequest(ListenerConnection connection, int maxKilobytes)
    {
        _connection = connection;
        _maxHeaders = maxKilobytes == -1 ? int.MaxValue : maxKilobytes * 1_024;
        _input = new RequestInput(connection);
    }

    public string? HttpMethod { get; private set; }

    public string? RawUrl { get; private set; }

    public Version? ProtocolVersion { get; private set; }

    public WebHeaderCollection Headers { get; private set; } = new(isOfMessage: true);

    public long ContentLength64 { get; private set; } = -1;

    public string[]? AcceptTypes => Headers.GetValues("Accept");

    public string? ContentType => Headers["Content-Type"];

    public Stream InputStream => _input;

    public bool IsAuthenticated => false;

    public bool KeepAlive { get; private set; }

    public IPEndPoint LocalEndPoint => (IPEndPoint)_connection.Socket.LocalEndPoint;

    public IPEndPoint RemoteEndPoint => (IPEndPoint)_connection.Socket.RemoteEndPoint;

    public Uri Url => new(RawUrl!, UriKind.Relative);

    public string? UserAgent => Headers["User-Agent"];

    public string UserHostAddress => LocalEndPoint.Address.ToString();

    public string? UserHostName => UserAgent;

    public NetworkCredential? Credentials { get; private set; }

    public string[]? UserLanguages => Headers.GetValues("Accept-Language");

    public void Reset()
    {
        Headers = new WebHeaderCollection(isOfMessage: true);
        ContentLength64 = -1;
    }

    /// <exception cref="ProtocolViolationException">This is no HTTP request.</exception>
    internal void Read()
    {
        string line;
        try
        {
            line = _connection.ReadLine().Trim();
        }
        catch (SocketException)
        {
            // A client that broke off; as on hardware the request stays empty.
            return;
        }

        var parts = line.Split(' ');
        if (parts.Length < 3)
            throw new ProtocolViolationException("Invalid HTTP request String: " + line);
        (HttpMethod, RawUrl) = (parts[0], parts[1]);
        ProtocolVersion = parts[2].ToLowerInvariant() switch
        {
            "http/1.1" => HttpVersion.Version11,
            "http/1.0" => HttpVersion.Version10,
            _ => throw new ProtocolViolationException("Unsupported HTTP version: " + parts[2]),
        };
        ReadHeaders();
        _input.IsChunked = Headers["Transfer-Encoding"]?.ToLowerInvariant() == "chunked";
    }

    private void ReadHeaders()
    {
        var left = _maxHeaders;
        for (var line = _connection.ReadLine(); line.Length > 0; line = _connection.ReadLine())
        {
            left -= line.Length;
            if (left < 0)
                throw new ProtocolViolationException("Http Headers exceeding: " + _maxHeaders);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                throw new ProtocolViolationException("Invalid HTTP Header: " + line);
            Header(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }
    }

    private void Header(string name, string value)
    {
        Headers.AddInternal(name, value);
        switch (name.ToLowerInvariant())
        {
            case "connection":
                KeepAlive = value.Equals("keep-alive", StringComparison.OrdinalIgnoreCase);
                break;
            case "content-length":
                ContentLength64 = int.TryParse(value, out var length) ? length
                    : throw new ProtocolViolationException("Invalid content length in request: " + value);
                break;
            case "authorization" when value.StartsWith("basic ", StringComparison.OrdinalIgnoreCase):
                var user = Encoding.UTF8.GetString(Convert.FromBase64String(value[6..].Trim())).Split(':', 2);
                if (user.Length == 2)
                    Credentials = new NetworkCredential(user[0], user[1]);
                break;
        }
    }
}
