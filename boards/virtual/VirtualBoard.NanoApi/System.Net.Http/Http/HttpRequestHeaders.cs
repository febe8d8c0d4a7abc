namespace System.Net.Http.Headers;

/// <summary>Stands in for nanoFramework's headers of a request.</summary>
/// <remarks>As on hardware, <see cref="ConnectionClose"/> takes effect once: with a Connection header there, setting it does nothing.</remarks>
public sealed class HttpRequestHeaders : HttpHeaders
{
    internal HttpRequestHeaders()
    {
    }

    public string Connection => Store.GetValues(HttpKnownHeaderNames.Connection)?[0] ?? "";

    public bool ConnectionClose
    {
        get => Connection.Contains("close", StringComparison.OrdinalIgnoreCase);
        set
        {
            if (Connection.Length == 0)
                Store.AddInternal(HttpKnownHeaderNames.Connection, value ? "close" : "keep-alive");
        }
    }

    public bool TransferEncodingChunked
    {
        get => Store[HttpKnownHeaderNames.TransferEncoding]?.Contains("chunked", StringComparison.Ordinal) ?? false;
        set => throw new NotImplementedException();
    }
}
