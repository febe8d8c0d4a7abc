using System.Text;

namespace AgentEmulator.Serial;

/// <summary>
/// Makes lines of what a board sends, however the bytes are cut into pieces. CR, LF and both end a line; empty lines are dropped; bytes
/// that are no UTF-8 become U+FFFD; control characters are dropped, so that a board cannot drive the terminal it is shown on.
/// </summary>
internal sealed class SerialLines
{
    /// <summary>A line without an end in sight, as at a wrong baud rate, is cut here (bytes).</summary>
    public const int LongestLine = 4096;

    private readonly WireProtocolFilter _filter = new();
    private readonly byte[] _line = new byte[LongestLine];
    private readonly List<string> _ready = [];
    private int _length;

    /// <summary>Takes the next bytes; gives the lines that end in them.</summary>
    public IReadOnlyList<string> Take(ReadOnlySpan<byte> bytes)
    {
        _filter.Take(bytes, Add);
        return TakeReady();
    }

    /// <summary>Gives the line that was begun, as far as it came. Nothing follows.</summary>
    public IReadOnlyList<string> Flush()
    {
        _filter.Flush(Add);
        EndLine();
        return TakeReady();
    }

    private void Add(byte next)
    {
        if (next is (byte)'\r' or (byte)'\n')
        {
            EndLine();
            return;
        }

        _line[_length++] = next;
        if (_length == LongestLine)
            EndLine();
    }

    private void EndLine()
    {
        var text = Printable(Encoding.UTF8.GetString(_line, 0, _length));
        _length = 0;
        if (text.Length > 0)
            _ready.Add(text);
    }

    private string[] TakeReady()
    {
        string[] lines = [.. _ready];
        _ready.Clear();
        return lines;
    }

    private static string Printable(string text) =>
        text.Any(IsHidden) ? string.Concat(text.Where(c => !IsHidden(c))) : text;

    private static bool IsHidden(char c) => char.IsControl(c) && c != '\t';
}
