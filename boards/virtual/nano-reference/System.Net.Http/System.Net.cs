using System.IO;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace System.Net;

public enum AuthenticationType
{
    Basic = 0,
    WindowsLive = 1,
}

public delegate void HttpContinueDelegate(int StatusCode, WebHeaderCollection httpHeaders);

public class HttpKnownHeaderNames
{
    public const string CacheControl = "Cache-Control";
    public const string Connection = "Connection";
    public const string Date = "Date";
    public const string KeepAlive = "Keep-Alive";
    public const string Pragma = "Pragma";
    public const string ProxyConnection = "Proxy-Connection";
    public const string Trailer = "Trailer";
    public const string TransferEncoding = "Transfer-Encoding";
    public const string Upgrade = "Upgrade";
    public const string Via = "Via";
    public const string Warning = "Warning";
    public const string ContentLength = "Content-Length";
    public const string ContentType = "Content-Type";
    public const string ContentID = "Content-ID";
    public const string ContentEncoding = "Content-Encoding";
    public const string ContentTransferEncoding = "Content-Transfer-Encoding";
    public const string ContentLanguage = "Content-Language";
    public const string ContentLocation = "Content-Location";
    public const string ContentRange = "Content-Range";
    public const string Expires = "Expires";
    public const string LastModified = "Last-Modified";
    public const string Age = "Age";
    public const string Location = "Location";
    public const string ProxyAuthenticate = "Proxy-Authenticate";
    public const string RetryAfter = "Retry-After";
    public const string Server = "Server";
    public const string SetCookie = "Set-Cookie";
    public const string SetCookie2 = "Set-Cookie2";
    public const string Vary = "Vary";
    public const string WWWAuthenticate = "WWW-Authenticate";
    public const string Accept = "Accept";
    public const string AcceptCharset = "Accept-Charset";
    public const string AcceptEncoding = "Accept-Encoding";
    public const string AcceptLanguage = "Accept-Language";
    public const string Authorization = "Authorization";
    public const string Cookie = "Cookie";
    public const string Cookie2 = "Cookie2";
    public const string Expect = "Expect";
    public const string From = "From";
    public const string Host = "Host";
    public const string IfMatch = "If-Match";
    public const string IfModifiedSince = "If-Modified-Since";
    public const string IfNoneMatch = "If-None-Match";
    public const string IfRange = "If-Range";
    public const string IfUnmodifiedSince = "If-Unmodified-Since";
    public const string MaxForwards = "Max-Forwards";
    public const string ProxyAuthorization = "Proxy-Authorization";
    public const string Referer = "Referer";
    public const string Range = "Range";
    public const string UserAgent = "User-Agent";
    public const string ContentMD5 = "Content-MD5";
    public const string ETag = "ETag";
    public const string TE = "TE";
    public const string Allow = "Allow";
    public const string AcceptRanges = "Accept-Ranges";
    public const string MimeVersion = "MIME-Version";
    public const string SecWebSocketAccept = "Sec-WebSocket-Accept";
    public const string SecWebSocketProtocol = "Sec-WebSocket-Protocol";
    public const string SecWebSocketVersion = "Sec-WebSocket-Version";
    public const string SecWebSocketKey = "Sec-WebSocket-Key";

    public HttpKnownHeaderNames() => throw null;
}

public class HttpListener
{
    public HttpListener(string prefix) => throw null;
    public HttpListener(string prefix, int port, IPAddress localEndpointIP = null) => throw null;

    public SslProtocols SslProtocols { get => throw null; set => throw null; }
    public bool IsListening => throw null;
    public int MaximumResponseHeadersLength { get => throw null; set => throw null; }
    public X509Certificate HttpsCert { get => throw null; set => throw null; }

    public void Abort() => throw null;
    public void Start() => throw null;
    public void Close() => throw null;
    public void Stop() => throw null;
    public HttpListenerContext GetContext() => throw null;
}

public class HttpListenerContext
{
    internal HttpListenerContext() => throw null;

    public HttpListenerRequest Request => throw null;
    public HttpListenerResponse Response => throw null;

    public void Reset() => throw null;
    public void Close() => throw null;
}

public class HttpListenerRequest
{
    internal HttpListenerRequest() => throw null;

    public string HttpMethod => throw null;
    public string RawUrl => throw null;
    public string[] AcceptTypes => throw null;
    public long ContentLength64 => throw null;
    public string ContentType => throw null;
    public WebHeaderCollection Headers => throw null;
    public Stream InputStream => throw null;
    public bool IsAuthenticated => throw null;
    public bool KeepAlive => throw null;
    public IPEndPoint LocalEndPoint => throw null;
    public Version ProtocolVersion => throw null;
    public IPEndPoint RemoteEndPoint => throw null;
    public Uri Url => throw null;
    public string UserAgent => throw null;
    public string UserHostAddress => throw null;
    public string UserHostName => throw null;
    public NetworkCredential Credentials => throw null;
    public string[] UserLanguages => throw null;

    public void Reset() => throw null;
}

public sealed class HttpListenerResponse : IDisposable
{
    internal HttpListenerResponse() => throw null;

    public int StatusCode { get => throw null; set => throw null; }
    public long ContentLength64 { get => throw null; set => throw null; }
    public bool HasStarted => throw null;
    public WebHeaderCollection Headers { get => throw null; set => throw null; }
    public bool KeepAlive { get => throw null; set => throw null; }
    public Stream OutputStream => throw null;
    public Version ProtocolVersion { get => throw null; set => throw null; }
    public string RedirectLocation { get => throw null; set => throw null; }
    public bool SendChunked { get => throw null; set => throw null; }
    public Encoding ContentEncoding { get => throw null; set => throw null; }
    public string ContentType { get => throw null; set => throw null; }
    public string StatusDescription { get => throw null; set => throw null; }

    public void Detach() => throw null;
    public void Close() => throw null;
    ~HttpListenerResponse() => throw null;

    void IDisposable.Dispose() => throw null;
}

public enum HttpStatusCode
{
    Continue = 100,
    SwitchingProtocols = 101,
    OK = 200,
    Created = 201,
    Accepted = 202,
    NonAuthoritativeInformation = 203,
    NoContent = 204,
    ResetContent = 205,
    PartialContent = 206,
    MultipleChoices = 300,
    Ambiguous = 300,
    MovedPermanently = 301,
    Moved = 301,
    Found = 302,
    Redirect = 302,
    SeeOther = 303,
    RedirectMethod = 303,
    NotModified = 304,
    UseProxy = 305,
    Unused = 306,
    TemporaryRedirect = 307,
    RedirectKeepVerb = 307,
    BadRequest = 400,
    Unauthorized = 401,
    PaymentRequired = 402,
    Forbidden = 403,
    NotFound = 404,
    MethodNotAllowed = 405,
    NotAcceptable = 406,
    ProxyAuthenticationRequired = 407,
    RequestTimeout = 408,
    Conflict = 409,
    Gone = 410,
    LengthRequired = 411,
    PreconditionFailed = 412,
    RequestEntityTooLarge = 413,
    RequestUriTooLong = 414,
    UnsupportedMediaType = 415,
    RequestedRangeNotSatisfiable = 416,
    ExpectationFailed = 417,
    InternalServerError = 500,
    NotImplemented = 501,
    BadGateway = 502,
    ServiceUnavailable = 503,
    GatewayTimeout = 504,
    HttpVersionNotSupported = 505,
}

public class HttpVersion
{
    public static readonly Version Version10;
    public static readonly Version Version11;

    public HttpVersion() => throw null;
}

public class HttpWebRequest : WebRequest
{
    internal HttpWebRequest() => throw null;

    public override int Timeout { get => throw null; set => throw null; }
    public NetworkCredential Credentials { get => throw null; set => throw null; }
    public X509Certificate HttpsAuthentCert { get => throw null; set => throw null; }
    public SslVerification SslVerification { get => throw null; set => throw null; }
    public SslProtocols SslProtocols { get => throw null; set => throw null; }
    public int ReadWriteTimeout { get => throw null; set => throw null; }
    public override Uri RequestUri => throw null;
    public Uri Address => throw null;
    public bool AllowWriteStreamBuffering { get => throw null; set => throw null; }
    public override long ContentLength { get => throw null; set => throw null; }
    public HttpContinueDelegate ContinueDelegate { get => throw null; set => throw null; }
    public bool AllowAutoRedirect => throw null;
    public int MaximumAutomaticRedirections => throw null;
    public override string Method { get => throw null; set => throw null; }
    public bool KeepAlive { get => throw null; set => throw null; }
    public int MaximumResponseHeadersLength { get => throw null; set => throw null; }
    public static int DefaultMaximumResponseHeadersLength { get => throw null; set => throw null; }
    public override WebHeaderCollection Headers { get => throw null; set => throw null; }
    public override IWebProxy Proxy { get => throw null; set => throw null; }
    public bool SendChunked { get => throw null; set => throw null; }
    public Version ProtocolVersion { get => throw null; set => throw null; }
    public override string ContentType { get => throw null; set => throw null; }
    public string TransferEncoding { get => throw null; set => throw null; }
    public string Accept { get => throw null; set => throw null; }
    public string Referer { get => throw null; set => throw null; }
    public string UserAgent { get => throw null; set => throw null; }
    public string Expect { get => throw null; set => throw null; }
    public DateTime IfModifiedSince => throw null;
    public bool HaveResponse => throw null;

    protected override void Dispose(bool disposing) => throw null;
    public void Reset() => throw null;
    public void AddRange(int from, int to) => throw null;
    public void AddRange(int range) => throw null;
    public void AddRange(string rangeSpecifier, int from, int to) => throw null;
    public void AddRange(string rangeSpecifier, int range) => throw null;
    public override WebResponse GetResponse() => throw null;
    public override Stream GetRequestStream() => throw null;
}

public class HttpWebResponse : WebResponse
{
    internal HttpWebResponse() => throw null;

    public override WebHeaderCollection Headers => throw null;
    public override long ContentLength => throw null;
    public string ContentEncoding => throw null;
    public override string ContentType => throw null;
    public string Server => throw null;
    public DateTime LastModified => throw null;
    public HttpStatusCode StatusCode => throw null;
    public string StatusDescription => throw null;
    public Version ProtocolVersion => throw null;
    public override Uri ResponseUri => throw null;
    public string Method => throw null;

    public override Stream GetResponseStream() => throw null;
    public string GetResponseHeader(string headerName) => throw null;
    protected override void Dispose(bool disposing) => throw null;
    public override void Close() => throw null;
}

public interface IWebProxy
{
    Uri GetProxy(Uri destination);
    bool IsBypassed(Uri host);
}

public interface IWebRequestCreate
{
    WebRequest Create(Uri uri);
}

public class NetworkCredential
{
    public NetworkCredential() => throw null;
    public NetworkCredential(string userName, string password) => throw null;
    public NetworkCredential(string userName, string password, AuthenticationType authenticationType) => throw null;

    public string UserName { get => throw null; set => throw null; }
    public string Password { get => throw null; set => throw null; }
    public AuthenticationType AuthenticationType { get => throw null; set => throw null; }
}

public class ProtocolViolationException : InvalidOperationException
{
    public ProtocolViolationException() => throw null;
    public ProtocolViolationException(string message) => throw null;
}

public class WebException : InvalidOperationException
{
    public WebException() => throw null;
    public WebException(string message) => throw null;
    public WebException(string message, Exception innerException) => throw null;
    public WebException(string message, WebExceptionStatus status) => throw null;
    public WebException(string message, Exception inner, WebExceptionStatus status, WebResponse response) => throw null;

    public WebExceptionStatus Status => throw null;
    public WebResponse Response => throw null;
}

public enum WebExceptionStatus
{
    Success = 0,
    NameResolutionFailure = 1,
    ConnectFailure = 2,
    ReceiveFailure = 3,
    SendFailure = 4,
    PipelineFailure = 5,
    RequestCanceled = 6,
    ProtocolError = 7,
    ConnectionClosed = 8,
    TrustFailure = 9,
    SecureChannelFailure = 10,
    ServerProtocolViolation = 11,
    KeepAliveFailure = 12,
    Pending = 13,
    Timeout = 14,
    ProxyNameResolutionFailure = 15,
}

public class WebHeaderCollection
{
    public WebHeaderCollection() => throw null;

    public string this[string header] => throw null;
    public int Count => throw null;
    public string[] AllKeys => throw null;

    public void Add(string name, string value) => throw null;
    public void Add(string header) => throw null;
    public void Set(string name, string value) => throw null;
    public void Remove(string name) => throw null;
    public string[] GetValues(string header) => throw null;
    public override string ToString() => throw null;
    public byte[] ToByteArray() => throw null;
    public static bool IsRestricted(string headerName) => throw null;
}

public class WebProxy : IWebProxy
{
    public WebProxy() => throw null;
    public WebProxy(Uri Address) => throw null;
    public WebProxy(Uri Address, bool BypassOnLocal) => throw null;
    public WebProxy(string Host, int Port) => throw null;
    public WebProxy(string Address) => throw null;
    public WebProxy(string Address, bool BypassOnLocal) => throw null;

    public Uri Address { get => throw null; set => throw null; }
    public bool BypassProxyOnLocal { get => throw null; set => throw null; }

    public Uri GetProxy(Uri destination) => throw null;
    public bool IsBypassed(Uri host) => throw null;
}

public abstract class WebRequest : MarshalByRefObject, IDisposable
{
    protected WebRequest() => throw null;

    public virtual string Method { get => throw null; set => throw null; }
    public virtual Uri RequestUri => throw null;
    public virtual string ConnectionGroupName { get => throw null; set => throw null; }
    public virtual WebHeaderCollection Headers { get => throw null; set => throw null; }
    public virtual long ContentLength { get => throw null; set => throw null; }
    public virtual string ContentType { get => throw null; set => throw null; }
    public virtual int Timeout { get => throw null; set => throw null; }
    public static IWebProxy DefaultWebProxy { get => throw null; set => throw null; }
    public virtual IWebProxy Proxy { get => throw null; set => throw null; }

    public static void Initialize() => throw null;
    ~WebRequest() => throw null;
    public void Dispose() => throw null;
    protected virtual void Dispose(bool disposing) => throw null;
    public virtual Stream GetRequestStream() => throw null;
    public virtual WebResponse GetResponse() => throw null;
    public static WebRequest Create(string requestUriString) => throw null;
    public static WebRequest Create(Uri requestUri) => throw null;
    public static bool RegisterPrefix(string prefix, IWebRequestCreate creator) => throw null;
}

public abstract class WebResponse : MarshalByRefObject, IDisposable
{
    protected WebResponse() => throw null;

    public virtual long ContentLength { get => throw null; set => throw null; }
    public virtual string ContentType { get => throw null; set => throw null; }
    public virtual Uri ResponseUri => throw null;
    public virtual WebHeaderCollection Headers => throw null;

    public virtual Stream GetResponseStream() => throw null;
    ~WebResponse() => throw null;
    public virtual void Close() => throw null;
    public void Dispose() => throw null;
    protected virtual void Dispose(bool disposing) => throw null;
}
