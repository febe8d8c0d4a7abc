using System.IO;

namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's body out of a stream; a stream that cannot seek is read once.</summary>
public class StreamContent : HttpContent
{
    private readonly Stream _content;
    private readonly int _bufferSize;
    private readonly long _start;
    private bool _consumed;

    public StreamContent(Stream content)
        : this(content, 4 * 1_024)
    {
    }

    public StreamContent(Stream content, int bufferSize)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bufferSize);
        (_content, _bufferSize) = (content, bufferSize);
        if (content.CanSeek)
            _start = content.Position;
    }

    protected internal override bool TryComputeLength(out long length)
    {
        length = _content.CanSeek ? _content.Length - _start : 0;
        return _content.CanSeek;
    }

    protected override void SerializeToStream(Stream stream)
    {
        Begin();
        var left = _content is ResponseBody ? _content.Length : _content.CanSeek ? _content.Length - _content.Position : _bufferSize;
        var buffer = new byte[Math.Clamp(left, 1, _bufferSize)];
        for (int read; (read = _content.Read(buffer, 0, buffer.Length)) > 0;)
            stream.Write(buffer, 0, read);
    }

    protected override Stream CreateContentReadStream()
    {
        // What came over the network is buffered whole; so firmware reads it at its leisure, the socket still taken.
        if (_content is ResponseBody)
            return base.CreateContentReadStream();
        Begin();
        return new ReadOnlyStream(_content);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    private void Begin()
    {
        if (_consumed)
        {
            if (!_content.CanSeek)
                throw new InvalidOperationException();
            _content.Seek(_start, SeekOrigin.Begin);
        }

        _consumed = true;
    }
}
