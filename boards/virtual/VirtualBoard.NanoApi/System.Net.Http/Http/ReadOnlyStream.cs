using System.IO;

namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's read-only view of a stream; the same on hardware.</summary>
public class ReadOnlyStream : Stream
{
    private readonly Stream _inner;

    public ReadOnlyStream(Stream innerStream)
    {
        ArgumentNullException.ThrowIfNull(innerStream);
        _inner = innerStream;
    }

    public override bool CanRead => _inner.CanRead;

    public override bool CanSeek => _inner.CanSeek;

    public override long Length => _inner.Length;

    public override bool CanWrite => false;

    public override long Position
    {
        get => _inner.Position;
        set => _inner.Position = value;
    }

    public override int ReadTimeout
    {
        get => _inner.ReadTimeout;
        set => _inner.ReadTimeout = value;
    }

    public override bool CanTimeout => _inner.CanTimeout;

    public override int WriteTimeout
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => throw new NotSupportedException();

    public override int Read(SpanByte buffer) => _inner.Read(buffer);

    public override int Read(byte[] buffer, int offset, int count) => _inner.Read(buffer, offset, count);

    public override int ReadByte() => _inner.ReadByte();

    public override long Seek(long offset, SeekOrigin origin) => _inner.Seek(offset, origin);

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void WriteByte(byte value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
