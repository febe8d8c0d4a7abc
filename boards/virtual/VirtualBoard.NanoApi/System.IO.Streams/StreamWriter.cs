using System.Text;
using VirtualBoard.NanoApi;

namespace System.IO;

/// <summary>Stands in for nanoFramework's writer of UTF-8 text. It keeps up to 4,095 bytes until they are flushed.</summary>
public class StreamWriter : TextWriter
{
    private const int BufferSize = 0xFFF;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly bool _leaveOpen;
    private int _length;
    private bool _disposed;

    public StreamWriter(Stream stream, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanWrite)
            throw new ArgumentException();
        BaseStream = stream;
        _leaveOpen = leaveOpen;
    }

    /// <summary>Null once the writer is closed.</summary>
    public virtual Stream BaseStream { get; private set; }

    public override Encoding Encoding => Encoding.UTF8;

    public override string NewLine
    {
        get => base.NewLine;
        set => base.NewLine = value;
    }

    public override void Close() => Dispose();

    /// <summary>Flushes and closes; as on the device what goes wrong with that is hidden. Call <see cref="Flush"/> to see it.</summary>
    protected override void Dispose(bool disposing)
    {
        if (BaseStream is { } stream && disposing)
        {
            Quietly(() =>
            {
                if (stream.CanWrite)
                    Flush();
            });
            if (!_leaveOpen)
                Quietly(stream.Close);
        }

        BaseStream = null!;
        _length = 0;
        _disposed = true;
        base.Dispose(disposing);
    }

    public override void Flush()
    {
        CheckOpen();
        if (_length == 0)
            return;
        Guarded("StreamWriter Flush. ", () => BaseStream.Write(_buffer, 0, _length));
        _length = 0;
    }

    public override void Write(char value) => Write(Encoding.GetBytes([value]));

    public override void Write(string? value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Write(Encoding.GetBytes(value));
    }

    public override void WriteLine() => Write(Encoding.GetBytes(NewLine));

    public override void WriteLine(string? value)
    {
        Write(value);
        WriteLine();
    }

    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (Guest.IsCatchable(e))
        {
            // nanoFramework hides it too.
        }
    }

    private static void Guarded(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (Guest.IsCatchable(e))
        {
            throw new IOException(what, e);
        }
    }

    private void Write(byte[] bytes)
    {
        CheckOpen();
        if (_length + bytes.Length < BufferSize)
        {
            bytes.CopyTo(_buffer, _length);
            _length += bytes.Length;
            return;
        }

        Guarded("StreamWriter WriteBytes.", () =>
        {
            BaseStream.Write(_buffer, 0, _length);
            _length = 0;
            BaseStream.Write(bytes, 0, bytes.Length);
        });
    }

    private void CheckOpen() => ObjectDisposedException.ThrowIf(_disposed, this);
}
