using System.IO;
using VirtualBoard.NanoApi;

namespace System.Net;

/// <summary>What firmware writes into a request.</summary>
/// <param name="isOpen">Whether the connection still stands.</param>
internal sealed class RequestBody(Func<bool> isOpen) : Stream
{
    // A list of bytes and not nanoFramework's MemoryStream: on hardware the body goes to the socket and has no limit.
    private readonly List<byte> _bytes = [];

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public byte[] Content => [.. _bytes];

    public override void Flush() => Machine.Enter();

    public override int Read(SpanByte buffer) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count)
    {
        Machine.Enter();
        CheckPart(buffer, offset, count);
        if (!isOpen())
            throw new IOException();
        _bytes.AddRange(buffer.AsSpan(offset, count));
    }
}
