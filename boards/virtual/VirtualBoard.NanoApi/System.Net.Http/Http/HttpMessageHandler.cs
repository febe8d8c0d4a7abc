namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's base of what sends requests; the same on hardware.</summary>
public abstract class HttpMessageHandler : IDisposable
{
    public void Dispose() => Dispose(true);

    protected internal abstract HttpResponseMessage Send(HttpRequestMessage request);

    protected virtual void Dispose(bool disposing)
    {
    }
}
