namespace System.Net.Http.Headers;

/// <summary>Stands in for nanoFramework's headers of a body.</summary>
public sealed class HttpContentHeaders : HttpHeaders
{
    private readonly HttpContent _content;

    internal HttpContentHeaders(HttpContent content) => _content = content;

    /// <summary>Length of the body in bytes; -1 when it is not known.</summary>
    public long ContentLength
    {
        get
        {
            if (Store[HttpKnownHeaderNames.ContentLength] is { Length: > 0 } header)
                return Convert.ToInt64(header);
            if (!_content.TryComputeLength(out var length))
                return -1;
            Store.SetInternal(HttpKnownHeaderNames.ContentLength, length.ToString());
            return length;
        }

        set => throw new PlatformNotSupportedException();
    }

    public Http.Headers.MediaTypeHeaderValue ContentType
    {
        get => Http.Headers.MediaTypeHeaderValue.Parse(Store[HttpKnownHeaderNames.ContentType]!);
        set => Store.Add(HttpKnownHeaderNames.ContentType, value.ToString());
    }
}
