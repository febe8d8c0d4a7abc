namespace System;

public class Uri
{
    public const string UriSchemeHttp = "http";
    public const string UriSchemeHttps = "https";
    public const int HttpDefaultPort = 80;
    public const int HttpsDefaultPort = 443;
    protected const int UnknownPort = -1;
    protected UriHostNameType _hostNameType;
    protected int _port;
    protected Flags _Flags;
    protected string _absolutePath;
    protected string _originalUriString;
    protected string _scheme;
    protected string _host;
    protected bool _isAbsoluteUri;
    protected bool _isUnc;
    protected string _absoluteUri;
    protected string _fragment;
    protected string _query;
    protected string _userInfo;

    public Uri(string uriString) => throw null;
    public Uri(string uriString, UriKind kind) => throw null;
    public Uri(Uri baseUri, string relativeUri = null) => throw null;

    public UriHostNameType HostNameType => throw null;
    public int Port => throw null;
    public bool IsAbsoluteUri => throw null;
    public bool IsUnc => throw null;
    public bool IsDefaultPort => throw null;
    public bool IsFile => throw null;
    public string[] Segments => throw null;
    public string AbsolutePath => throw null;
    public string OriginalString => throw null;
    public string AbsoluteUri => throw null;
    public string Fragment => throw null;
    public string Query => throw null;
    public string PathAndQuery => throw null;
    public string UserInfo => throw null;
    public string Scheme => throw null;
    public string Host => throw null;
    public bool IsLoopback => throw null;

    protected bool ConstructAbsoluteUri(string uriString) => throw null;
    protected bool ValidateUriPart(string uriString, int startIndex) => throw null;
    protected bool ParseUriString(string uriString) => throw null;
    protected bool ParseSchemeSpecificPart(string sUri, int iStart) => throw null;
    protected void Split(string sUri, int iStart, out string sAuthority, out string sPath, bool bReplaceEmptyPath) => throw null;
    protected bool IsIPv4(string host) => throw null;
    public override int GetHashCode() => throw null;
    public override bool Equals(object o) => throw null;
    public static bool operator ==(Uri lhs, Uri rhs) => throw null;
    public static bool operator !=(Uri lhs, Uri rhs) => throw null;
    public static bool IsWellFormedUriString(string uriString, UriKind uriKind) => throw null;

    [Flags]
    protected enum Flags
    {
        LoopbackHost = 4194304,
    }
}

public enum UriHostNameType
{
    Unknown = 0,
    Basic = 1,
    Dns = 2,
    IPv4 = 3,
    IPv6 = 4,
}

public enum UriKind
{
    RelativeOrAbsolute = 0,
    Absolute = 1,
    Relative = 2,
}
