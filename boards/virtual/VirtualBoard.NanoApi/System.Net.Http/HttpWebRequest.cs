using System.IO;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using VirtualBoard.NanoApi;

namespace System.Net;

/// <summary>Stands in for nanoFramework's HTTP request over one connection; blocks the calling thread in board time.</summary>
/// <remarks>
/// Differs from hardware: a request goes out whole when the response is asked for, a response arrives whole, connections are never
/// used again, a request marked as chunked goes out in one piece, and "100 Continue" is the host's affair: nobody is called. As on hardware
/// <see cref="Timeout"/> covers neither name resolution nor connecting, and the Host header names no port.
/// </remarks>
public partial class HttpWebRequest : WebRequest
{
    private const int FiveMinutes = 5 * 60 * 1_000;

    private readonly Uri _uri;
    private WebHeaderCollection _headers = new(isOfMessage: true);
    private HttpConnection? _connection;
    private RequestBody? _body;
    private string _method = "GET";
    private long _contentLength = -1;
    private int _timeout = DefaultTimeout;
    private int _readWriteTimeout = FiveMinutes;
    private int _maxHeaders = DefaultMaximumResponseHeadersLength;
    private Version _version = HttpVersion.Version11;
    private bool _hasContent;
    private bool _sent;

    internal HttpWebRequest(Uri uri) => (_uri, Proxy) = (uri, DefaultWebProxy);

    /// <summary>Limit of a response's headers in kilobytes, for requests made from now on. Default 4; -1 for none.</summary>
    public static int DefaultMaximumResponseHeadersLength
    {
        get => Defaults.Of(Machine.Enter()).MaxHeaders;
        set => Defaults.Of(Machine.Enter()).MaxHeaders = value > 0 || value == -1 ? value : throw new ArgumentOutOfRangeException();
    }

    public override int Timeout
    {
        get => _timeout;
        set => _timeout = value >= -1 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public int ReadWriteTimeout
    {
        get => _readWriteTimeout;
        set
        {
            CheckNotSent();
            _readWriteTimeout = value is > 0 or -1 ? value : throw new ArgumentOutOfRangeException(nameof(value));
        }
    }

    public NetworkCredential? Credentials { get; set; }

    public X509Certificate? HttpsAuthentCert { get; set; }

    public SslVerification SslVerification { get; set; }

    public SslProtocols SslProtocols { get; set; }

    public override Uri RequestUri => _uri;

    public Uri Address => _uri;

    public bool AllowWriteStreamBuffering { get; set; }

    public bool AllowAutoRedirect => false;

    public int MaximumAutomaticRedirections => 0;

    public bool KeepAlive { get; set; } = true;

    public HttpContinueDelegate? ContinueDelegate { get; set; }

    public override IWebProxy? Proxy { get; set; }

    public bool SendChunked { get; set; }

    public bool HaveResponse => false; // nanoFramework never sets it.

    public override long ContentLength
    {
        get => _contentLength;
        set
        {
            CheckNotSent();
            _contentLength = value >= 0 ? value : throw new ArgumentOutOfRangeException();
            _hasContent = true;
        }
    }

    public override string Method
    {
        get => _method;
        set
        {
            if (string.IsNullOrEmpty(value) || value.AsSpan().IndexOfAny(" \r\t\n") >= 0)
                throw new ArgumentException("Invalid Method Set: " + value);
            _method = value;
        }
    }

    public int MaximumResponseHeadersLength
    {
        get => _maxHeaders;
        set => _maxHeaders = value > 0 || value == -1 ? value : throw new ArgumentOutOfRangeException();
    }

    public Version ProtocolVersion
    {
        get => _version;
        set
        {
            if (!value.Equals(HttpVersion.Version10) && !value.Equals(HttpVersion.Version11))
                throw new ArgumentException("Invalid HTTP Verion: " + value);
            _version = new Version(value.Major, value.Minor);
        }
    }

    /// <summary>Forgets what was sent, so that the request can be made again.</summary>
    public void Reset()
    {
        _sent = false;
        _connection = null;
        _body = null;
        _contentLength = -1;
        _hasContent = false;
        _headers = new WebHeaderCollection(isOfMessage: true);
    }

    public override Stream GetRequestStream()
    {
        if (_method is "GET" or "HEAD")
            throw new ProtocolViolationException("HTTP Method is incorrect: " + _method);
        if (_method is "PUT" or "POST" && _contentLength == -1 && !SendChunked)
            throw new ProtocolViolationException("Content length must be present for this request");
        Connect();
        return _body = new RequestBody(() => _connection is not null);
    }

    public override WebResponse GetResponse()
    {
        try
        {
            if (!_sent)
                Connect();
            return Exchange();
        }
        catch (Exception e) when (e is Sockets.SocketException or WebException)
        {
            _connection?.Dispose();
            throw new WebException("GetResponse() failed", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (_response is null)
            _connection?.Dispose();
        base.Dispose(disposing);
    }

    private void CheckNotSent()
    {
        if (_sent)
            throw new InvalidOperationException();
    }

    /// <summary>The per-boot value behind <see cref="DefaultMaximumResponseHeadersLength"/>.</summary>
    private sealed class Defaults
    {
        public int MaxHeaders { get; set; } = 4;

        public static Defaults Of(VirtualBoard.Boot boot) => boot.Get(static _ => new Defaults());
    }
}
