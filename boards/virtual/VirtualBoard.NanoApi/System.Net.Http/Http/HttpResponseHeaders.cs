namespace System.Net.Http.Headers;

/// <summary>Stands in for nanoFramework's headers of a response, which offer no way to read them.</summary>
public sealed class HttpResponseHeaders : HttpHeaders
{
    internal HttpResponseHeaders()
    {
    }
}
