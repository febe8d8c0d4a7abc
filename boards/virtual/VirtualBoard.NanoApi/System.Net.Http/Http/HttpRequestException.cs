namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's exception of a failed request; it wraps a <see cref="WebException"/> or an <see cref="IO.IOException"/>.</summary>
public class HttpRequestException : Exception
{
    public HttpRequestException()
    {
    }

    public HttpRequestException(string message)
        : base(message)
    {
    }

    public HttpRequestException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
