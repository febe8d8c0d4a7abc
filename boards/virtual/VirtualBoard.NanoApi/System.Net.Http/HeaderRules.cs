namespace System.Net;

/// <summary>What nanoFramework knows of header names: which only the library sets, and which list several values.</summary>
internal static class HeaderRules
{
    private static readonly string[] Restricted =
    [
        HttpKnownHeaderNames.Accept, HttpKnownHeaderNames.Connection, HttpKnownHeaderNames.ContentLength, HttpKnownHeaderNames.Expect,
        HttpKnownHeaderNames.Host, HttpKnownHeaderNames.IfModifiedSince, HttpKnownHeaderNames.ProxyConnection, HttpKnownHeaderNames.Range,
        HttpKnownHeaderNames.Referer, HttpKnownHeaderNames.TransferEncoding, HttpKnownHeaderNames.UserAgent,
    ];

    private static readonly string[] ManyValued =
    [
        HttpKnownHeaderNames.Allow, HttpKnownHeaderNames.Accept, HttpKnownHeaderNames.Authorization, HttpKnownHeaderNames.AcceptRanges,
        HttpKnownHeaderNames.AcceptCharset, HttpKnownHeaderNames.AcceptEncoding, HttpKnownHeaderNames.AcceptLanguage, HttpKnownHeaderNames.Cookie,
        HttpKnownHeaderNames.Connection, HttpKnownHeaderNames.CacheControl, HttpKnownHeaderNames.ContentEncoding, HttpKnownHeaderNames.ContentLanguage,
        HttpKnownHeaderNames.ContentLocation, HttpKnownHeaderNames.Expect, HttpKnownHeaderNames.IfMatch, HttpKnownHeaderNames.IfRange,
        HttpKnownHeaderNames.IfNoneMatch, HttpKnownHeaderNames.Pragma, HttpKnownHeaderNames.ProxyAuthenticate, HttpKnownHeaderNames.ProxyAuthorization,
        HttpKnownHeaderNames.ProxyConnection, HttpKnownHeaderNames.Range, HttpKnownHeaderNames.SetCookie, HttpKnownHeaderNames.SetCookie2,
        HttpKnownHeaderNames.TE, HttpKnownHeaderNames.Trailer, HttpKnownHeaderNames.TransferEncoding, HttpKnownHeaderNames.Upgrade,
        HttpKnownHeaderNames.Via, HttpKnownHeaderNames.Vary, HttpKnownHeaderNames.Warning,
    ];

    public static bool IsRestricted(string name) => Contains(Restricted, name);

    public static bool AllowsMany(string name) => Contains(ManyValued, name);

    private static bool Contains(string[] names, string name) =>
        Array.Exists(names, n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
}
