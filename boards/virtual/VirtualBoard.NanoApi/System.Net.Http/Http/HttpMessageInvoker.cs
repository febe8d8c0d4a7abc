namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's base of <see cref="HttpClient"/>; the same on hardware.</summary>
public class HttpMessageInvoker : IDisposable
{
    private protected readonly HttpMessageHandler _handler;
    private readonly bool _disposeHandler;
    private bool _disposed;

    public HttpMessageInvoker(HttpMessageHandler handler)
        : this(handler, true)
    {
    }

    public HttpMessageInvoker(HttpMessageHandler handler, bool disposeHandler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        (_handler, _disposeHandler) = (handler, disposeHandler);
    }

    public virtual HttpResponseMessage Send(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _handler.Send(request);
    }

    public void Dispose() => Dispose(true);

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_disposeHandler)
            _handler.Dispose();
    }
}
