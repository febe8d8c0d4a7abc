using System.IO;

namespace System.Net;

/// <summary>Stands in for nanoFramework's base of web requests.</summary>
/// <remarks>As on hardware <see cref="Create(Uri)"/> knows http and https, and what was registered, for one boot.</remarks>
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

    public static IWebProxy? DefaultWebProxy
    {
        get => WebRequestSettings.OfBoot().Proxy;
        set => WebRequestSettings.OfBoot().Proxy = value;
    }

    public virtual IWebProxy? Proxy
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static WebRequest Create(string requestUriString) => Create(new Uri(requestUriString));

    public static WebRequest Create(Uri requestUri)
    {
        ArgumentNullException.ThrowIfNull(requestUri);
        return WebRequestSettings.OfBoot().Create(requestUri);
    }

    /// <summary>Names who makes the requests for addresses that begin so.</summary>
    /// <returns>False when somebody was named already.</returns>
    public static bool RegisterPrefix(string prefix, IWebRequestCreate creator)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(creator);
        return WebRequestSettings.OfBoot().Add(prefix, creator);
    }

    /// <summary>Does nothing: http and https are registered from the start.</summary>
    public static void Initialize()
    {
    }

    public virtual Stream GetRequestStream() => throw new NotSupportedException();

    public virtual WebResponse GetResponse() => throw new NotSupportedException();

    public void Dispose() => Dispose(true);

    protected virtual void Dispose(bool disposing)
    {
    }
}
