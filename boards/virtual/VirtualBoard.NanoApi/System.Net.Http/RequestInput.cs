using System.IO;
using System.Globalization;

namespace System.Net;

/// <summary>The body of a request to a server, as it comes over the connection.</summary>
/// <param name="connection">The connection.</param>
internal sealed class RequestInput(ListenerConnection connection) : Stream
{
    private int _chunkLeft = -1;

    /// <summary>Whether the body comes in chunks.</summary>
    public bool IsChunked { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    public override bool CanWrite => true;

    public override long Length => connection.Length;

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int ReadTimeout
    {
        get => connection.Stream.ReadTimeout;
        set => connection.Stream.ReadTimeout = value;
    }

    public override int WriteTimeout
    {
        get => connection.Stream.WriteTimeout;
        set => connection.Stream.WriteTimeout = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        CheckPart(buffer, offset, count);
        if (!IsChunked)
            return connection.Read(buffer, offset, count);
        if (_chunkLeft < 0)
            _chunkLeft = ChunkSize();
        if (_chunkLeft == 0)
            return 0;
        var read = connection.Read(buffer, offset, Math.Min(count, _chunkLeft));
        _chunkLeft -= read;
        if (_chunkLeft == 0)
        {
            connection.ReadLine();
            _chunkLeft = -1;
        }

        return read;
    }

    public override int Read(SpanByte buffer)
    {
        var bytes = new byte[buffer.Length];
        var read = Read(bytes, 0, bytes.Length);
        for (var i = 0; i < read; i++)
            buffer[i] = bytes[i];
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count) => connection.Stream.Write(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing) => connection.Dispose();

    private int ChunkSize()
    {
        var line = connection.ReadLine().Split(';')[0].Trim();
        return int.TryParse(line, NumberStyles.AllowHexSpecifier, null, out var size) && size >= 0
            ? size : throw new ProtocolViolationException("Invalid chunk size: " + line);
    }
}
