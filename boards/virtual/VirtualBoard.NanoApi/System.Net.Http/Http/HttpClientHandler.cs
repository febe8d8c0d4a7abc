using System.IO;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using VirtualBoard.NanoApi;

namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's handler over <see cref="HttpWebRequest"/>.</summary>
/// <remarks>As on hardware a client certificate cannot be given, for the property has no setter.</remarks>
public class HttpClientHandler : HttpMessageHandler
{
    private ClientCertificateOption _certificateOptions = ClientCertificateOption.Manual;
    private NetworkCredential? _credentials;
    private SslProtocols _sslProtocols;
    private SslVerification _sslVerification;
    private X509Certificate? _authority;
    private TimeSpan _timeout = TimeSpan.Zero;
    private IWebProxy? _proxy;
    private bool _useProxy;
    private bool _sent;
    private bool _disposed;

    public ClientCertificateOption ClientCertificateOptions
    {
        get => _certificateOptions;
        set => Modify(ref _certificateOptions, value);
    }

    public X509Certificate? ClientCertificate =>
        _certificateOptions == ClientCertificateOption.Manual ? null : throw new InvalidOperationException();

    public NetworkCredential? Credentials
    {
        get => _credentials;
        set => Modify(ref _credentials, value);
    }

    public SslProtocols SslProtocols
    {
        get => _sslProtocols;
        set => Modify(ref _sslProtocols, value);
    }

    public IWebProxy? Proxy
    {
        get => _proxy;
        set
        {
            if (!_useProxy)
                throw new InvalidOperationException();
            Modify(ref _proxy, value);
        }
    }

    public virtual bool SupportsProxy => true;

    /// <summary>Whether <see cref="Proxy"/> is used. Default false, and to be set first.</summary>
    public bool UseProxy
    {
        get => _useProxy;
        set => Modify(ref _useProxy, value);
    }

    public virtual bool SupportsAutomaticDecompression => false;

    public virtual bool SupportsRedirectConfiguration => false;

    public bool UseCookies => false;

    internal void Take(TimeSpan timeout, SslProtocols protocols, X509Certificate? authority, SslVerification verification) =>
        (_timeout, _sslProtocols, _authority, _sslVerification) = (timeout, protocols, authority, verification);

    protected internal override HttpResponseMessage Send(HttpRequestMessage request)
    {
        Machine.Enter();
        ObjectDisposedException.ThrowIf(_disposed, this);
        var web = ToWebRequest(request);
        HttpWebResponse? response = null;
        try
        {
            if (request.Content is { } content)
                Write(web, request, content);
            else if (HasBody(request.Method))
                web.ContentLength = 0;
            _sent |= HasBody(request.Method);
            response = (HttpWebResponse)web.GetResponse();
        }
        catch (WebException e) when (e.Status != WebExceptionStatus.RequestCanceled)
        {
            throw new HttpRequestException("An error occurred while sending the request", e);
        }
        catch (IOException e)
        {
            throw new HttpRequestException("An error occurred while sending the request", e);
        }

        return ToMessage(response, request);
    }

    protected override void Dispose(bool disposing)
    {
        _disposed |= disposing;
        base.Dispose(disposing);
    }

    private static void Write(HttpWebRequest web, HttpRequestMessage request, HttpContent content)
    {
        if (request.Headers.TransferEncodingChunked)
            throw new NotSupportedException("A virtual board sends no chunked requests; nanoFramework's client corrupts them on hardware.");
        foreach (var (name, value) in content.Headers.Store.Pairs)
            web.Headers.AddInternal(name, value);
        if (content.TryComputeLength(out var length))
            web.ContentLength = length;
        content.CopyTo(web.GetRequestStream());
    }

    private static bool HasBody(HttpMethod method) => method.Method is not ("HEAD" or "GET" or "MKCOL" or "CONNECT" or "TRACE");

    private static HttpResponseMessage ToMessage(HttpWebResponse response, HttpRequestMessage request)
    {
        var message = new HttpResponseMessage(response.StatusCode)
        {
            RequestMessage = request,
            ReasonPhrase = response.StatusDescription,
            Content = new StreamContent(response.GetResponseStream()),
        };
        foreach (var (name, value) in response.Headers.Pairs)
        {
            message.Headers.Store.AddInternal(name, value);
            message.Content.Headers.Store.AddInternal(name, value);
        }

        request.RequestUri = response.ResponseUri;
        return message;
    }

    private HttpWebRequest ToWebRequest(HttpRequestMessage request)
    {
        var web = new HttpWebRequest(request.RequestUri!)
        {
            ProtocolVersion = request.Version,
            Method = request.Method.Method,
            Credentials = _credentials,
            SslProtocols = _sslProtocols,
            HttpsAuthentCert = _authority,
            SslVerification = _sslVerification,
            KeepAlive = request.Version == HttpVersion.Version10
                ? string.Equals(request.Headers.Connection, "keep-alive", StringComparison.OrdinalIgnoreCase)
                : !request.Headers.ConnectionClose,
        };
        if (_timeout != TimeSpan.Zero)
            web.Timeout = (int)_timeout.TotalMilliseconds;
        if (_useProxy && _proxy is not null)
            web.Proxy = _proxy;
        foreach (var (name, value) in request.Headers.Store.Pairs)
            web.Headers.AddInternal(name, value);
        return web;
    }

    private void Modify<T>(ref T field, T value)
    {
        if (_sent)
            throw new InvalidOperationException();
        field = value;
    }
}
