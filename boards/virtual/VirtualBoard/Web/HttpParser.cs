using System.Globalization;
using System.Text;

namespace VirtualBoard.Web;

/// <summary>An HTTP/1.1 message as it comes over a connection.</summary>
/// <param name="StartLine">The request line or the status line.</param>
/// <param name="Headers">Headers in order.</param>
/// <param name="Body">The body, without its chunks.</param>
internal sealed record HttpText(string StartLine, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>The first header of a name; null without.</summary>
    public string? this[string name] =>
        Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The message as bytes, with a Content-Length where it has a body or must say that it has none.</summary>
    public byte[] ToBytes()
    {
        var head = new StringBuilder(StartLine).Append("\r\n");
        foreach (var (name, value) in Headers.Where(static h => !IsFraming(h.Key)))
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (Body.Length > 0 || !StartLine.StartsWith("GET ", StringComparison.Ordinal))
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. Body];
    }

    private static bool IsFraming(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Puts HTTP/1.1 messages together from the bytes of a connection.</summary>
internal sealed class HttpParser
{
    private const int MaxHead = 64 * 1024;

    private readonly List<byte> _bytes = [];

    /// <summary>Adds what has arrived.</summary>
    public void Add(ReadOnlySpan<byte> data) => _bytes.AddRange(data);

    /// <summary>Takes the next message once it is whole.</summary>
    /// <param name="untilEnd">Whether a message without a length lasts until the connection ends, as a response's does.</param>
    /// <param name="isAtEnd">Whether the connection has ended.</param>
    /// <returns>The message; null while it is not whole.</returns>
    /// <exception cref="FormatException">This is no HTTP.</exception>
    public HttpText? Take(bool untilEnd, bool isAtEnd)
    {
        var bytes = _bytes.ToArray();
        var headEnd = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return bytes.Length <= MaxHead ? null : throw new FormatException("The head of the message does not end.");

        var lines = Encoding.UTF8.GetString(bytes, 0, headEnd).Split("\r\n");
        var headers = lines[1..].Select(Header).ToList();
        var message = new HttpText(lines[0], headers, []);
        var rest = bytes.AsSpan(headEnd + 4);
        var body = Body(message, rest, untilEnd, isAtEnd, out var used);
        if (body is null)
            return null;
        _bytes.RemoveRange(0, headEnd + 4 + used);
        return message with { Body = body };
    }

    private static KeyValuePair<string, string> Header(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? new(line[..colon].Trim(), line[(colon + 1)..].Trim()) : throw new FormatException($"\"{line}\" is no header.");
    }

    private static byte[]? Body(HttpText message, ReadOnlySpan<byte> rest, bool untilEnd, bool isAtEnd, out int used)
    {
        if (message["Transfer-Encoding"]?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true)
            return Chunks(rest, out used);
        if (message["Content-Length"] is { } text)
        {
            used = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? length : throw new FormatException($"\"{text}\" is no length.");
            return rest.Length >= length ? rest[..length].ToArray() : null;
        }

        used = untilEnd ? rest.Length : 0;
        return !untilEnd ? [] : isAtEnd ? rest.ToArray() : null;
    }

    private static byte[]? Chunks(ReadOnlySpan<byte> rest, out int used)
    {
        var body = new List<byte>();
        used = 0;
        while (true)
        {
            var line = rest[used..].IndexOf("\r\n"u8);
            if (line < 0)
                return null;
            var digits = Encoding.ASCII.GetString(rest.Slice(used, line)).Split(';')[0].Trim();
            if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
                throw new FormatException($"\"{digits}\" is no size of a chunk.");
            var start = used + line + 2;
            if (rest.Length < start + size + 2)
                return null;
            body.AddRange(rest.Slice(start, size));
            used = start + size + 2;
            if (size == 0)
                return [.. body];
        }
    }
}
