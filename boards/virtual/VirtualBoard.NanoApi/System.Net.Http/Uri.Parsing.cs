namespace System;

/// <summary>The parser. It is the protected surface of nanoFramework's type, so derived firmware types may call it.</summary>
public partial class Uri
{
    protected bool ConstructAbsoluteUri(string uriString)
    {
        if (!ParseUriString(uriString))
            return false;
        _originalUriString = uriString;
        return true;
    }

    /// <summary>Checks a relative URI: no control characters, each percent sign followed by two hexadecimal digits.</summary>
    protected bool ValidateUriPart(string uriString, int startIndex)
    {
        var path = TakeQuery(TakeFragment(uriString));
        for (var i = startIndex; i < path.Length - startIndex; i++)
        {
            if (path[i] < ' ')
                return false;
            if (path[i] != '%')
                continue;
            if (path.Length - startIndex - i < 3 || !char.IsAsciiHexDigit(path[i + 1]) || !char.IsAsciiHexDigit(path[i + 2]))
                return false;
            i += 2;
        }

        return true;
    }

    protected bool ParseUriString(string uriString)
    {
        if (string.IsNullOrEmpty(uriString))
            return false;
        var text = uriString.Trim();
        var colon = text.IndexOf(':');
        if (colon <= 0 || text[0] == '/')
            return false;
        if (text.StartsWith("urn:", StringComparison.Ordinal))
            return ParseUrn(text);

        var scheme = text[..colon].ToLowerInvariant();
        if (!IsScheme(scheme) || colon + 1 >= text.Length)
            return false;

        _scheme = scheme;
        text = TakeQuery(TakeFragment(text));
        var rooted = ParseSchemeSpecificPart(text, colon + 1);
        var isLocalScheme = _scheme is "file" or "mailto" && _host.Length == 0;
        if (_host.StartsWith('[') && !_host.EndsWith(']'))
            return false;
        _hostNameType = isLocalScheme ? UriHostNameType.Basic
            : _host.Length == 0 ? UriHostNameType.Unknown
            : _host[0] == '[' ? UriHostNameType.IPv6
            : IsIPv4(_host) ? UriHostNameType.IPv4
            : UriHostNameType.Dns;
        if (isLocalScheme || _host is "localhost" or "loopback")
            _Flags |= Flags.LoopbackHost;
        _absoluteUri = Compose(rooted);
        _isAbsoluteUri = true;
        _isUnc = _scheme == "file" && _host.Length > 0;
        return true;
    }

    /// <summary>Takes user, host, port and path out of what follows the scheme.</summary>
    /// <returns>Whether it began with two slashes.</returns>
    protected bool ParseSchemeSpecificPart(string sUri, int iStart)
    {
        var rooted = string.CompareOrdinal(sUri, iStart, "//", 0, 2) == 0;
        var authority = "";
        switch (_scheme)
        {
            case "http" or "https" or "ws" or "wss" or "ftp" or "gopher" or "nntp" or "telnet" or "ldap" or "ldaps" or "net.tcp" or "net.pipe":
                if (!rooted)
                    throw new ArgumentException();
                Split(sUri, iStart + 2, out authority, out _absolutePath, true);
                break;
            case "file":
                if (!rooted)
                    throw new ArgumentException();
                authority = ParseFile(sUri[(iStart + 2)..].Replace('\\', '/'));
                break;
            case "news" or "uuid":
                _absolutePath = sUri[iStart..];
                rooted = false;
                break;
            case "mailto":
                if (rooted)
                    _absolutePath = sUri[iStart..];
                else
                    Split(sUri, iStart, out authority, out _absolutePath, false);
                rooted = false;
                break;
            default:
                if (rooted)
                    Split(sUri, iStart + 2, out authority, out _absolutePath, true);
                else
                    _absolutePath = sUri[iStart..];
                break;
        }

        TakeAuthority(authority);
        return rooted;
    }

    protected void Split(string sUri, int iStart, out string sAuthority, out string sPath, bool bReplaceEmptyPath)
    {
        var slash = sUri.IndexOf('/', iStart);
        sAuthority = slash < 0 ? sUri[iStart..] : sUri[iStart..slash];
        sPath = slash < 0 ? "" : sUri[slash..];
        if (bReplaceEmptyPath && sPath.Length == 0)
            sPath = "/";
    }

    protected bool IsIPv4(string host)
    {
        var parts = host.Split('.');
        return parts.Length == 4 && Array.TrueForAll(parts, static p =>
            p.Length > 0 && p.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && int.TryParse(p, out var number) && number <= 255);
    }

    private static bool IsScheme(string scheme) =>
        char.IsAsciiLetter(scheme[0]) && scheme.All(static c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.');

    private static int DefaultPort(string? scheme) => scheme switch
    {
        "http" or "ws" => HttpDefaultPort,
        "https" or "wss" => HttpsDefaultPort,
        "ftp" => 21,
        "sftp" or "ssh" or "scp" => 22,
        "telnet" => 23,
        "mailto" or "smtp" => 25,
        "gopher" => 70,
        "nntp" => 119,
        "ldap" => 389,
        "rtsp" => 554,
        "ldaps" => 636,
        "net.tcp" => 808,
        "mssql" => 1433,
        "oracle" => 1521,
        "mqtt" => 1883,
        "mysql" => 3306,
        "postgresql" => 5432,
        "redis" => 6379,
        "mqtts" => 8883,
        "mongodb" => 27017,
        _ => UnknownPort,
    };

    private string ParseFile(string rest)
    {
        var trimmed = rest.TrimStart('/');
        if (trimmed.Length >= 2 && char.IsAsciiLetter(trimmed[0]) && trimmed[1] == ':')
        {
            if (trimmed.Length < 3 || trimmed[2] != '/')
                throw new ArgumentException();
            _absolutePath = trimmed;
            return "";
        }

        if (rest.Length - trimmed.Length == 1 || trimmed.Length == 0)
        {
            _absolutePath = rest.Length > 0 ? rest : "/";
            return "";
        }

        Split(trimmed, 0, out var authority, out _absolutePath, true);
        return authority;
    }

    private bool ParseUrn(string text)
    {
        var name = text[4..];
        var colon = name.IndexOf(':');
        if (colon < 0)
            throw new ArgumentException();
        if (!name[..colon].All(static c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            return false;
        if (name.StartsWith("uuid:", StringComparison.OrdinalIgnoreCase) && !Guid.TryParseExact(name[5..], "D", out _))
            return false;

        (_absolutePath, _scheme, _absoluteUri, _isAbsoluteUri) = (name, "urn", text, true);
        return true;
    }

    private void TakeAuthority(string authority)
    {
        var at = authority.IndexOf('@');
        if (at > 0)
            (_userInfo, authority) = (authority[..at], authority[(at + 1)..]);
        var colon = authority.LastIndexOf(':');
        if (colon < 0 || authority.LastIndexOf(']') > colon)
            (_host, _port) = (authority, DefaultPort(_scheme));
        else
            (_host, _port) = (authority[..colon], Convert.ToInt32(authority[(colon + 1)..]));
    }

    private string TakeFragment(string text)
    {
        var hash = text.IndexOf('#');
        if (hash < 0)
            return text;
        _fragment = text[hash..];
        return text[..hash];
    }

    private string TakeQuery(string text)
    {
        var mark = text.IndexOf('?');
        if (mark < 0)
            return text;
        _query = text[mark..];
        return text[..mark];
    }

    private string Compose(bool rooted)
    {
        var user = _userInfo.Length == 0 ? "" : _userInfo + "@";
        var port = _port == DefaultPort(_scheme) ? "" : ":" + _port;
        var slash = _scheme == "file" && _absolutePath.Length >= 2 && char.IsAsciiLetter(_absolutePath[0]) && _absolutePath[1] == ':' ? "/" : "";
        return _scheme + ":" + (rooted ? "//" : "") + user + _host + port + slash + _absolutePath + _query + _fragment;
    }
}
