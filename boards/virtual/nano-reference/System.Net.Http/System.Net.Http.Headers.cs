using System.Net.Http.Http.Headers;

namespace System.Net.Http.Headers;

public sealed class HttpContentHeaders : HttpHeaders
{
    internal HttpContentHeaders() => throw null;

    public long ContentLength { get => throw null; set => throw null; }
    public MediaTypeHeaderValue ContentType { get => throw null; set => throw null; }
}

public abstract class HttpHeaders
{
    protected HttpHeaders() => throw null;

    public void Add(string name, string value) => throw null;
}

public sealed class HttpRequestHeaders : HttpHeaders
{
    internal HttpRequestHeaders() => throw null;

    public string Connection => throw null;
    public bool ConnectionClose { get => throw null; set => throw null; }
    public bool TransferEncodingChunked { get => throw null; set => throw null; }
}

public sealed class HttpResponseHeaders : HttpHeaders
{
    internal HttpResponseHeaders() => throw null;
}
