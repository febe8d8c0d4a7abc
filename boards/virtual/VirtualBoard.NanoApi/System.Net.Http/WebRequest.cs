using System.IO;
using VirtualBoard.NanoApi;

namespace System.Net;

/// <summary>Stands in for nanoFramework's base of web requests.</summary>
/// <remarks>Proxies do not exist on a virtual board, and <see cref="Create(Uri)"/> knows http and https only.</remarks>
public abstract class WebRequest : MarshalByRefObject, IDisposable
{
    /// <summary>100 seconds, in milliseconds.</summary>
    private protected const int DefaultTimeout = 100_000;

    public virtual string Method
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public virtual Uri RequestUri => throw new NotSupportedException();

    public virtual string ConnectionGroupName
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public virtual WebHeaderCollection Headers
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public virtual long ContentLength
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public virtual string? ContentType
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public virtual int Timeout
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static WebRequest Create(string requestUriString) => Create(new Uri(requestUriString));

    public static WebRequest Create(Uri requestUri)
    {
        ArgumentNullException.ThrowIfNull(requestUri);
        Machine.Enter();
        return requestUri.Scheme is Uri.UriSchemeHttp or Uri.UriSchemeHttps ? new HttpWebRequest(requestUri) : throw new NotSupportedException();
    }

    public virtual Stream GetRequestStream() => throw new NotSupportedException();

    public virtual WebResponse GetResponse() => throw new NotSupportedException();

    public void Dispose() => Dispose(true);

    protected virtual void Dispose(bool disposing)
    {
    }
}
