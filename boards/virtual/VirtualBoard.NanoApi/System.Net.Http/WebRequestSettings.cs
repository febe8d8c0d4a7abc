using VirtualBoard;
using VirtualBoard.NanoApi;

namespace System.Net;

/// <summary>What a boot's firmware has set for all its web requests.</summary>
internal sealed class WebRequestSettings
{
    private readonly List<KeyValuePair<string, IWebRequestCreate>> _prefixes =
    [
        new("http:", new HttpCreator()),
        new("https:", new HttpCreator()),
    ];

    public IWebProxy? Proxy { get; set; }

    public static WebRequestSettings OfBoot() => Machine.Enter().Get(static _ => new WebRequestSettings());

    public bool Add(string prefix, IWebRequestCreate creator)
    {
        prefix = prefix.ToLowerInvariant();
        if (_prefixes.Exists(p => p.Key == prefix))
            return false;
        _prefixes.Add(new(prefix, creator));
        return true;
    }

    /// <exception cref="NotSupportedException">No prefix fits.</exception>
    public WebRequest Create(Uri uri)
    {
        var address = uri.AbsoluteUri.ToLowerInvariant();
        foreach (var (prefix, creator) in _prefixes)
        {
            if (address.StartsWith(prefix, StringComparison.Ordinal))
                return creator.Create(uri);
        }

        throw new NotSupportedException();
    }

    private sealed class HttpCreator : IWebRequestCreate
    {
        public WebRequest Create(Uri uri) => new HttpWebRequest(uri);
    }
}
