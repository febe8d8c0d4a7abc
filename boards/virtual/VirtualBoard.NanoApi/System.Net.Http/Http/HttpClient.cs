using System.IO;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using VirtualBoard.NanoApi;
using Timeouts = System.Threading.Timeout;

namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's HTTP client: synchronous, one connection a request, no redirects, cookies or decompression.</summary>
/// <remarks>
/// As on hardware: <see cref="Timeout"/> is infinite by default and covers only the wait for the response's headers, not name
/// resolution and connecting; a response keeps one of the board's sockets until it is disposed; a body read whole must fit into 64 KB;
/// running out of sockets, or a failed TLS handshake, in a request with a body is thrown as a naked <see cref="Sockets.SocketException"/>.
/// Differs from hardware: the board's network speaks no TLS, so https succeeds where a CA certificate is given that is valid by the
/// board's clock, whoever issued it; a body always arrives together with its headers.
/// </remarks>
public class HttpClient : HttpMessageInvoker
{
    private Uri? _baseAddress;
    private TimeSpan _timeout = Timeouts.InfiniteTimeSpan;

    public HttpClient()
        : base(new HttpClientHandler(), true) => DefaultRequestHeaders.ConnectionClose = true;

    public HttpRequestHeaders DefaultRequestHeaders { get; } = new();

    public Uri? BaseAddress
    {
        get => _baseAddress;
        set => _baseAddress = value is { IsAbsoluteUri: false } ? throw new ArgumentException() : value;
    }

    public TimeSpan Timeout
    {
        get => _timeout;
        set
        {
            if (value != Timeouts.InfiniteTimeSpan && (value <= TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue))
                throw new ArgumentOutOfRangeException();
            _timeout = value;
        }
    }

    public X509Certificate? HttpsAuthentCert { get; set; }

    public SslProtocols SslProtocols { get; set; } = SslProtocols.Tls12;

    public SslVerification SslVerification { get; set; } = SslVerification.CertificateRequired;

    public HttpResponseMessage Delete(string requestUri) => Send(new HttpRequestMessage(HttpMethod.Delete, requestUri));

    public HttpResponseMessage Get(string requestUri) => Send(new HttpRequestMessage(HttpMethod.Get, requestUri));

    public HttpResponseMessage Get(string requestUri, HttpCompletionOption completionOption) =>
        Send(new HttpRequestMessage(HttpMethod.Get, requestUri), completionOption);

    public HttpResponseMessage Patch(string requestUri, HttpContent content) => Send(HttpMethod.Patch, requestUri, content);

    public HttpResponseMessage Post(string requestUri, HttpContent content) => Send(HttpMethod.Post, requestUri, content);

    public HttpResponseMessage Put(string requestUri, HttpContent content) => Send(HttpMethod.Put, requestUri, content);

    public byte[] GetByteArray(string requestUri)
    {
        using var response = Get(requestUri);
        return response.EnsureSuccessStatusCode().Content!.ReadAsByteArray();
    }

    /// <summary>The body as a stream. As on hardware nothing disposes the response behind it, so the socket stays taken.</summary>
    public Stream GetStream(string requestUri) =>
        Get(requestUri, HttpCompletionOption.ResponseHeadersRead).EnsureSuccessStatusCode().Content!.ReadAsStream();

    public string GetString(string requestUri)
    {
        using var response = Get(requestUri);
        return response.EnsureSuccessStatusCode().Content!.ReadAsString();
    }

    public override HttpResponseMessage Send(HttpRequestMessage request) => Send(request, HttpCompletionOption.ResponseContentRead);

    public HttpResponseMessage Send(HttpRequestMessage request, HttpCompletionOption completionOption)
    {
        ArgumentNullException.ThrowIfNull(request);
        Machine.Enter();
        if (request.SetUsed())
            throw new InvalidOperationException();
        if (request.RequestUri is not { IsAbsoluteUri: true })
        {
            var home = _baseAddress ?? throw new InvalidOperationException();
            request.RequestUri = request.RequestUri is { } relative ? new Uri(home, relative.OriginalString) : home;
        }

        request.Headers.AddAll(DefaultRequestHeaders);
        if (_handler is HttpClientHandler handler)
            handler.Take(_timeout, SslProtocols, HttpsAuthentCert, SslVerification);

        var response = base.Send(request);
        if (completionOption == HttpCompletionOption.ResponseContentRead)
            response.Content?.LoadIntoBuffer();
        return response;
    }

    private HttpResponseMessage Send(HttpMethod method, string requestUri, HttpContent content) =>
        Send(new HttpRequestMessage(method, requestUri) { Content = content });
}
