using System.IO;
using VirtualBoard.NanoApi;

namespace System.Net;

/// <summary>The body of a response on its connection. Closing it closes the connection and frees the socket.</summary>
internal sealed class ResponseBody(byte[] content, HttpConnection connection) : Stream
{
    private int _position;
    private bool _closed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    public override bool CanWrite => false;

    /// <summary>What can be read without waiting, as on hardware; not the length of the body.</summary>
    public override long Length => content.Length - _position;

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int ReadTimeout { get; set; } = 5 * 60 * 1_000;

    public override int WriteTimeout { get; set; } = 5 * 60 * 1_000;

    public override void Flush() => throw new NotSupportedException();

    public override int Read(SpanByte buffer) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count)
    {
        Machine.Enter();
        CheckPart(buffer, offset, count);
        if (_closed)
            throw new ObjectDisposedException(null);
        var read = Math.Min(count, content.Length - _position);
        Array.Copy(content, _position, buffer, offset, read);
        _position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _closed = true;
        connection.Dispose();
        base.Dispose(disposing);
    }
}
