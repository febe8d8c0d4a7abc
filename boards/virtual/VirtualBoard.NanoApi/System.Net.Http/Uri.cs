using System.Text;

namespace System;

/// <summary>Stands in for nanoFramework's own URI, which is far simpler than .NET's: nothing is escaped, normalized or resolved.</summary>
/// <remarks>
/// As on hardware, two absolute URIs are equal when their paths are, whatever their hosts and queries; the hash is that of the object.
/// </remarks>
public partial class Uri
{
    public const string UriSchemeHttp = "http";
    public const string UriSchemeHttps = "https";
    public const int HttpDefaultPort = 80;
    public const int HttpsDefaultPort = 443;
    protected const int UnknownPort = -1;

    protected UriHostNameType _hostNameType;
    protected int _port = UnknownPort;
    protected Flags _Flags;
    protected string _absolutePath = "";
    protected string? _originalUriString;
    protected string? _scheme;
    protected string _host = "";
    protected bool _isAbsoluteUri;
    protected bool _isUnc;
    protected string? _absoluteUri;
    protected string _fragment = "";
    protected string _query = "";
    protected string _userInfo = "";

    public Uri(string uriString)
    {
        if (string.IsNullOrEmpty(uriString))
            throw new ArgumentNullException();
        if (!ConstructAbsoluteUri(uriString))
            throw new ArgumentException();
    }

    public Uri(string uriString, UriKind kind)
    {
        var made = kind switch
        {
            UriKind.Absolute => ConstructAbsoluteUri(uriString),
            UriKind.RelativeOrAbsolute => ConstructAbsoluteUri(uriString) || ValidateUriPart(uriString, 0),
            UriKind.Relative => ValidateUriPart(uriString, 0),
            _ => true,
        };
        if (!made)
            throw new FormatException();
        _originalUriString = uriString;
    }

    public Uri(Uri baseUri, string? relativeUri = null)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        if (!baseUri.IsAbsoluteUri)
            throw new ArgumentOutOfRangeException();
        if (string.IsNullOrEmpty(relativeUri))
            ConstructAbsoluteUri(baseUri.OriginalString!);
        else if (!ConstructAbsoluteUri(relativeUri))
            ConstructAbsoluteUri(Stem(baseUri, relativeUri) + relativeUri);
    }

    [Flags]
    protected enum Flags
    {
        LoopbackHost = 4194304,
    }

    public UriHostNameType HostNameType => _hostNameType;

    public int Port => Absolute(_port);

    public bool IsAbsoluteUri => _isAbsoluteUri;

    public bool IsUnc => Absolute(_isUnc);

    public bool IsDefaultPort => DefaultPort(_scheme) == _port;

    public bool IsFile => _scheme == "file";

    public string[] Segments => AbsolutePath.Split('/');

    public string AbsolutePath => Absolute(_absolutePath);

    public string? OriginalString => _originalUriString;

    public string AbsoluteUri => Absolute(_absoluteUri)!;

    public string Fragment => _fragment;

    public string Query => _query;

    public string PathAndQuery => AbsolutePath + Query;

    public string UserInfo => _userInfo;

    public string Scheme => Absolute(_scheme)!;

    public string Host => Absolute(_host);

    public bool IsLoopback => Absolute((_Flags & Flags.LoopbackHost) != 0);

    public static bool operator ==(Uri? lhs, Uri? rhs)
    {
        if (lhs is null || rhs is null)
            return lhs is null && rhs is null;
        return lhs._isAbsoluteUri && rhs._isAbsoluteUri
            ? SameText(lhs._absolutePath, rhs._absolutePath)
            : SameText(lhs._originalUriString, rhs._originalUriString);
    }

    public static bool operator !=(Uri? lhs, Uri? rhs) => !(lhs == rhs);

    public static bool IsWellFormedUriString(string uriString, UriKind uriKind)
    {
        try
        {
            return uriKind switch
            {
                UriKind.Absolute => new Uri(uriString).IsAbsoluteUri,
                UriKind.Relative => !new Uri(uriString, UriKind.Relative).IsAbsoluteUri,
                _ => false,
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }

    public override int GetHashCode() => base.GetHashCode();

    public override bool Equals(object? o) => this == (Uri?)o;

    private static bool SameText(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Stem(Uri baseUri, string relativeUri)
    {
        var whole = baseUri.AbsoluteUri;
        var end = whole.Length - baseUri.Query.Length - baseUri.Fragment.Length;
        if (relativeUri[0] == '/')
            return whole[..(end - baseUri.AbsolutePath.Length)];
        var folder = whole[..end];
        return folder.EndsWith('/') ? folder : folder[..(folder.LastIndexOf('/') + 1)];
    }

    private T Absolute<T>(T value) => _isAbsoluteUri ? value : throw new InvalidOperationException();
}
