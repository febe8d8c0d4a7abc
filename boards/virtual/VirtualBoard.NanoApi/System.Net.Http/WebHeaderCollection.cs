using System.Buffers;
using System.Text;

namespace System.Net;

/// <summary>Stands in for nanoFramework's collection of headers.</summary>
/// <remarks>As on hardware, a header added twice becomes one with the values joined by a comma, and the headers of a request refuse the restricted names.</remarks>
public class WebHeaderCollection
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("()<>@,;:\\\"'/[]?={} \t\r\n");

    private readonly List<KeyValuePair<string, string>> _headers = [];
    private readonly bool _isOfMessage;

    public WebHeaderCollection()
    {
    }

    internal WebHeaderCollection(bool isOfMessage) => _isOfMessage = isOfMessage;

    public int Count => _headers.Count;

    public string[] AllKeys => [.. _headers.Select(static h => h.Key)];

    internal IReadOnlyList<KeyValuePair<string, string>> Pairs => _headers;

    public string? this[string header] => Find(header) is var i && i < 0 ? null : _headers[i].Value;

    public static bool IsRestricted(string headerName)
    {
        if (string.IsNullOrEmpty(headerName))
            throw new ArgumentNullException(nameof(headerName));
        return HeaderRules.IsRestricted(CheckName(headerName));
    }

    public void Add(string name, string value)
    {
        name = CheckName(name);
        CheckAllowed(name);
        AddInternal(name, CheckValue(value));
    }

    public void Add(string header)
    {
        if (string.IsNullOrEmpty(header))
            throw new ArgumentNullException();
        var colon = header.IndexOf(':');
        if (colon < 0)
            throw new ArgumentException();
        Add(header[..colon], header[(colon + 1)..]);
    }

    public void Set(string name, string value)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentNullException(nameof(name));
        name = CheckName(name);
        CheckAllowed(name);
        SetInternal(name, CheckValue(value));
    }

    public void Remove(string name)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentNullException(nameof(name));
        CheckAllowed(name);
        RemoveInternal(CheckName(name));
    }

    public string[]? GetValues(string header)
    {
        var value = this[header];
        if (string.IsNullOrEmpty(value))
            return null;
        return HeaderRules.AllowsMany(header) ? SplitValues(value) : [value];
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in _headers)
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        return text.Append("\r\n").ToString();
    }

    public byte[] ToByteArray() => Encoding.UTF8.GetBytes(ToString());

    internal static bool IsToken(string text) => text.Length > 0 && text.AsSpan().IndexOfAny(Separators) < 0 && !HasNonAscii(text);

    internal static string CheckValue(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "";
        value = value.Trim();
        for (var i = 0; i < value.Length; i++)
        {
            var isControl = value[i] == 127 || (value[i] < ' ' && value[i] is not ('\t' or '\r' or '\n'));
            // A line feed is allowed only where it folds the header, before white space.
            if (isControl || (i > 0 && value[i - 1] == '\n' && value[i] is not (' ' or '\t')))
                throw new ArgumentException();
        }

        return value;
    }

    internal void AddInternal(string name, string value)
    {
        var i = Find(name);
        if (i < 0)
            _headers.Add(new(name, value));
        else
            _headers[i] = new(_headers[i].Key, _headers[i].Value + "," + value);
    }

    internal void SetInternal(string name, string value)
    {
        RemoveInternal(name);
        _headers.Add(new(name, value));
    }

    internal void RemoveInternal(string name)
    {
        var i = Find(name);
        if (i >= 0)
            _headers.RemoveAt(i);
    }

    private static string CheckName(string name)
    {
        if (string.IsNullOrEmpty(name) || name.AsSpan().IndexOfAny(Separators) >= 0 || HasNonAscii(name))
            throw new ArgumentException();
        return name;
    }

    private static bool HasNonAscii(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0;

    private static string[] SplitValues(string value)
    {
        var values = new List<string>();
        var quoted = false;
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '"')
                quoted = !quoted;
            if (value[i] != ',' || quoted)
                continue;
            values.Add(value[start..i].Trim());
            start = i + 1;
        }

        if (start < value.Length)
            values.Add(value[start..].Trim());
        return [.. values];
    }

    private void CheckAllowed(string name)
    {
        if (_isOfMessage && HeaderRules.IsRestricted(name))
            throw new ArgumentException("Cannot update restricted header: " + name);
    }

    private int Find(string name)
    {
        for (var i = 0; i < _headers.Count; i++)
        {
            if (string.Equals(_headers[i].Key, name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }
}
