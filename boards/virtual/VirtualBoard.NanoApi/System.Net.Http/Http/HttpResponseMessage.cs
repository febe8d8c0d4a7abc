using System.Net.Http.Headers;

namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's response. It must be disposed: until then it keeps one of the board's sockets.</summary>
public class HttpResponseMessage : IDisposable
{
    private HttpContent? _content;
    private HttpRequestMessage? _requestMessage;
    private Version _version = HttpVersion.Version11;
    private bool _disposed;

    public HttpResponseMessage()
        : this(HttpStatusCode.OK)
    {
    }

    public HttpResponseMessage(HttpStatusCode statusCode) =>
        StatusCode = (int)statusCode is >= 0 and <= 999 ? statusCode : throw new ArgumentOutOfRangeException();

    public HttpContent? Content
    {
        get => _content;
        set => Set(ref _content, value);
    }

    public HttpResponseHeaders Headers { get; } = new();

    public bool IsSuccessStatusCode => (int)StatusCode is >= 200 and <= 299;

    public string? ReasonPhrase { get; set; }

    public HttpRequestMessage? RequestMessage
    {
        get => _requestMessage;
        set => Set(ref _requestMessage, value);
    }

    public HttpStatusCode StatusCode { get; }

    public Version Version
    {
        get => _version;
        set => Set(ref _version, value);
    }

    public HttpResponseMessage EnsureSuccessStatusCode() => IsSuccessStatusCode ? this : throw new HttpRequestException();

    public void Dispose() => Dispose(true);

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _disposed)
            return;
        _disposed = true;
        _content?.Dispose();
    }

    private void Set<T>(ref T field, T value)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        field = value;
    }
}
