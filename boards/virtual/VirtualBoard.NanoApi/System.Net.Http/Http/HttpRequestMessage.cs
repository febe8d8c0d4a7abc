using System.Net.Http.Headers;

namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's request; it can be sent once. The same on hardware.</summary>
public class HttpRequestMessage : IDisposable
{
    private HttpMethod _method;
    private Uri? _requestUri;
    private Version _version = HttpVersion.Version11;
    private bool _used;
    private bool _disposed;

    public HttpRequestMessage()
        : this(HttpMethod.Get, null)
    {
    }

    public HttpRequestMessage(HttpMethod method, string? requestUri)
    {
        _method = method;
        _requestUri = string.IsNullOrEmpty(requestUri) ? null : new Uri(requestUri, UriKind.RelativeOrAbsolute);
    }

    public Version Version
    {
        get => _version;
        set => Set(ref _version, value ?? throw new ArgumentNullException());
    }

    public HttpMethod Method
    {
        get => _method;
        set => Set(ref _method, value ?? throw new ArgumentNullException());
    }

    public Uri? RequestUri
    {
        get => _requestUri;
        set => Set(ref _requestUri, value);
    }

    public HttpRequestHeaders Headers { get; } = new();

    public HttpContent? Content { get; set; }

    public void Dispose() => Dispose(true);

    /// <summary>Marks the request as sent.</summary>
    /// <returns>Whether it was sent before.</returns>
    internal bool SetUsed()
    {
        var was = _used;
        _used = true;
        return was;
    }

    protected virtual void Dispose(bool disposing) => _disposed |= disposing;

    private void Set<T>(ref T field, T value)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        field = value;
    }
}
