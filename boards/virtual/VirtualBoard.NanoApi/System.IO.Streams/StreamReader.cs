using System.Text;
using VirtualBoard.NanoApi;

namespace System.IO;

/// <summary>Stands in for nanoFramework's reader of UTF-8 text.</summary>
/// <remarks>
/// <see cref="EndOfStream"/> only looks at what is buffered, as on the device: before the first read it is true. Call
/// <see cref="Peek"/> to know better.
/// </remarks>
public class StreamReader : TextReader
{
    private const int BufferSize = 512;
    private const int LongestLine = 0xFFFF;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly Queue<char> _decoded = new();
    private readonly bool _leaveOpen;
    private int _position;
    private int _length;
    private bool _disposed;

    public StreamReader(Stream stream, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            throw new ArgumentException();
        BaseStream = stream;
        _leaveOpen = leaveOpen;
    }

    /// <summary>Null once the reader is closed.</summary>
    public virtual Stream BaseStream { get; private set; }

    public virtual Encoding CurrentEncoding => Encoding.UTF8;

    public bool EndOfStream => _position == _length && _decoded.Count == 0;

    public override void Close() => Dispose();

    protected override void Dispose(bool disposing)
    {
        if (BaseStream is not null && disposing && !_leaveOpen)
            BaseStream.Close();
        BaseStream = null!;
        _position = _length = 0;
        _decoded.Clear();
        _disposed = true;
        base.Dispose(disposing);
    }

    public override int Peek() => TryDecode() ? _decoded.Peek() : -1;

    public override int Read() => TryDecode() ? _decoded.Dequeue() : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (index < 0 || count < 0)
            throw new ArgumentOutOfRangeException();
        if (buffer.Length - index < count)
            throw new ArgumentException();
        var read = 0;
        for (; read < count && TryDecode(); read++)
            buffer[index + read] = _decoded.Dequeue();
        return read;
    }

    /// <exception cref="Exception">A line longer than 65,535 characters.</exception>
    public override string? ReadLine()
    {
        var line = new StringBuilder();
        while (TryDecode())
        {
            var c = _decoded.Dequeue();
            if (c == '\r' && Peek() == '\n')
                Read();
            if (c is '\r' or '\n')
                return line.ToString();
            if (line.Append(c).Length > LongestLine)
                throw new Exception();
        }

        return line.Length > 0 ? line.ToString() : null;
    }

    public override string ReadToEnd()
    {
        var text = new StringBuilder();
        while (TryDecode())
            text.Append(_decoded.Dequeue());
        return text.ToString();
    }

    /// <summary>Makes sure that a character is decoded; false at the end.</summary>
    private bool TryDecode()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Span<char> chars = stackalloc char[2];
        while (_decoded.Count == 0)
        {
            if (_position == _length && !Fill())
                return false;
            // One byte at a time, so that nothing is taken from the stream's bytes that is not asked for.
            var count = _decoder.GetChars(_buffer.AsSpan(_position++, 1), chars, flush: false);
            foreach (var c in chars[..count])
                _decoded.Enqueue(c);
        }

        return true;
    }

    private bool Fill()
    {
        try
        {
            // No more than there is, so that reading from a connection does not wait for what may never come.
            var wanted = (int)Math.Clamp(BaseStream.Length, 1, BufferSize);
            (_position, _length) = (0, 0);
            for (int read; _length < wanted && (read = BaseStream.Read(_buffer, _length, wanted - _length)) > 0;)
                _length += read;
            return _length > 0;
        }
        catch (Exception e) when (Guest.IsCatchable(e))
        {
            throw new IOException("Stream.Read", e);
        }
    }
}
