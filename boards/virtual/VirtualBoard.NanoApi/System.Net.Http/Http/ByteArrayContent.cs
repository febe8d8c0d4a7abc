using System.IO;

namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's body out of bytes; the same on hardware.</summary>
public class ByteArrayContent : HttpContent
{
    private readonly byte[] _content;
    private readonly int _offset;
    private readonly int _count;

    public ByteArrayContent(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        (_content, _count) = (content, content.Length);
    }

    public ByteArrayContent(byte[] content, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (offset < 0 || offset > content.Length)
            throw new ArgumentOutOfRangeException(nameof(offset));
        if (count < 0 || count > content.Length - offset)
            throw new ArgumentOutOfRangeException(nameof(count));
        (_content, _offset, _count) = (content, offset, count);
    }

    protected internal override bool TryComputeLength(out long length)
    {
        length = _count;
        return true;
    }

    protected override void SerializeToStream(Stream stream) => stream.Write(_content, _offset, _count);
}
