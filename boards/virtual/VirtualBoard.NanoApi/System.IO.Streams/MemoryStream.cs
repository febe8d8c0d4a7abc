namespace System.IO;

/// <summary>Stands in for nanoFramework's stream in memory, which holds 65,535 bytes at most.</summary>
public class MemoryStream : Stream
{
    private const int MostBytes = 0xFFFF;
    private const int FirstCapacity = 256;

    private readonly bool _expandable;
    private readonly bool _writable;
    private byte[] _buffer;
    private int _position;
    private int _length;
    private bool _open = true;

    public MemoryStream()
    {
        _buffer = new byte[FirstCapacity];
        _expandable = true;
        _writable = true;
    }

    public MemoryStream(byte[] buffer)
        : this(buffer, true)
    {
    }

    public MemoryStream(byte[] buffer, bool isWritable)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        _buffer = buffer;
        _length = buffer.Length;
        _writable = isWritable;
    }

    public override bool CanRead => _open;

    public override bool CanSeek => _open;

    public override bool CanWrite => _writable;

    public override long Length
    {
        get
        {
            CheckOpen();
            return _length;
        }
    }

    public override long Position
    {
        get
        {
            CheckOpen();
            return _position;
        }

        set
        {
            CheckOpen();
            if (value is < 0 or > MostBytes)
                throw new ArgumentOutOfRangeException();
            _position = (int)value;
        }
    }

    protected override void Dispose(bool disposing)
    {
        _open &= !disposing;
        base.Dispose(disposing);
    }

    public override void Flush()
    {
    }

    public virtual byte[] GetBuffer() => _buffer;

    public override int Read(SpanByte buffer)
    {
        CheckOpen();
        var count = Math.Min(_length - _position, buffer.Length);
        if (count <= 0)
            return 0;
        _buffer.AsSpan(_position, count).CopyTo(buffer.Bytes);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        CheckOpen();
        CheckPart(buffer, offset, count);
        return Read(new SpanByte(buffer, offset, count));
    }

    public override int ReadByte()
    {
        CheckOpen();
        return _position < _length ? _buffer[_position++] : -1;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        CheckOpen();
        if (offset > MostBytes)
            throw new ArgumentOutOfRangeException();
        var from = origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            SeekOrigin.End => _length,
            _ => throw new ArgumentException(),
        };
        if (from + offset < 0)
            throw new IOException();
        _position = from + (int)offset;
        return _position;
    }

    public override void SetLength(long value)
    {
        CheckWritable();
        if (value is < 0 or > MostBytes)
            throw new ArgumentOutOfRangeException();
        var length = (int)value;
        if (!Grow(length) && length > _length)
            Array.Clear(_buffer, _length, length - _length);
        _length = length;
        _position = Math.Min(_position, length);
    }

    public virtual byte[] ToArray() => _buffer.AsSpan(0, _length).ToArray();

    public override void Write(byte[] buffer, int offset, int count)
    {
        CheckWritable();
        CheckPart(buffer, offset, count);
        var end = _position + count;
        Grow(end);
        _length = Math.Max(_length, end);
        Array.Copy(buffer, offset, _buffer, _position, count);
        _position = end;
    }

    public override void WriteByte(byte value)
    {
        CheckWritable();
        Grow(_position + 1);
        _buffer[_position++] = value;
        _length = Math.Max(_length, _position);
    }

    public virtual void WriteTo(Stream stream)
    {
        CheckOpen();
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(_buffer, 0, _length);
    }

    private void CheckOpen()
    {
        if (!_open)
            throw new ObjectDisposedException(null);
    }

    private void CheckWritable()
    {
        CheckOpen();
        if (!CanWrite)
            throw new NotSupportedException();
    }

    /// <summary>Makes room; true when the buffer is a new one.</summary>
    private bool Grow(int needed)
    {
        if (needed <= _buffer.Length)
            return false;
        if (needed > MostBytes)
            throw new ArgumentOutOfRangeException();
        if (!_expandable)
            throw new NotSupportedException();
        Array.Resize(ref _buffer, Math.Min(Math.Max(needed, _buffer.Length * 2), MostBytes));
        return true;
    }
}
