namespace System.Net;

/// <summary>The headers that have properties of their own.</summary>
public partial class HttpWebRequest
{
    public override WebHeaderCollection Headers
    {
        get => _headers;
        set
        {
            CheckNotSent();
            var headers = new WebHeaderCollection(isOfMessage: true);
            foreach (var name in value.AllKeys)
                headers.Add(name, value[name]!);
            _headers = headers;
        }
    }

    public override string? ContentType
    {
        get => _headers[HttpKnownHeaderNames.ContentType];
        set => SetOrRemove(HttpKnownHeaderNames.ContentType, value);
    }

    public string? TransferEncoding
    {
        get => _headers[HttpKnownHeaderNames.TransferEncoding];
        set => SetOrRemove(HttpKnownHeaderNames.TransferEncoding, value);
    }

    public string? Accept
    {
        get => _headers[HttpKnownHeaderNames.Accept];
        set => SetOrRemove(HttpKnownHeaderNames.Accept, value);
    }

    public string? Referer
    {
        get => _headers[HttpKnownHeaderNames.Referer];
        set => SetOrRemove(HttpKnownHeaderNames.Referer, value);
    }

    public string? UserAgent
    {
        get => _headers[HttpKnownHeaderNames.UserAgent];
        set => SetOrRemove(HttpKnownHeaderNames.UserAgent, value);
    }

    public string? Expect
    {
        get => _headers[HttpKnownHeaderNames.Expect];
        set => SetOrRemove(HttpKnownHeaderNames.Expect, value);
    }

    public DateTime IfModifiedSince => HttpDates.Read(_headers[HttpKnownHeaderNames.IfModifiedSince]);

    public void AddRange(int from, int to) => AddRange("bytes", from, to);

    public void AddRange(int range) => AddRange("bytes", range);

    public void AddRange(string rangeSpecifier, int from, int to)
    {
        if (from < 0 || to < 0 || from > to)
            throw new ArgumentOutOfRangeException();
        AddRange(rangeSpecifier, from + "-" + to);
    }

    public void AddRange(string rangeSpecifier, int range) => AddRange(rangeSpecifier, range >= 0 ? range + "-" : range.ToString());

    private void AddRange(string unit, string range)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (!WebHeaderCollection.IsToken(unit))
            throw new ArgumentException();
        var current = _headers[HttpKnownHeaderNames.Range];
        if (string.IsNullOrEmpty(current))
            _headers.SetInternal(HttpKnownHeaderNames.Range, unit + "=" + range);
        else if (current.StartsWith(unit + "=", StringComparison.Ordinal))
            _headers.AddInternal(HttpKnownHeaderNames.Range, range);
        else
            throw new InvalidOperationException();
    }

    private void SetOrRemove(string name, string? value)
    {
        value = WebHeaderCollection.CheckValue(value);
        _headers.RemoveInternal(name);
        if (value.Length > 0)
            _headers.AddInternal(name, value);
    }
}
