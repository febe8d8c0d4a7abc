using System.IO;
using System.Net.Http.Headers;
using System.Text;

namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's base of bodies. Text is always UTF-8; what is buffered must fit into 64 KB, as on hardware.</summary>
public abstract class HttpContent : IDisposable
{
    private HttpContentHeaders? _headers;
    private MemoryStream? _buffer;
    private bool _disposed;

    public HttpContentHeaders Headers => _headers ??= new HttpContentHeaders(this);

    public void CopyTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (_buffer is null)
        {
            SerializeToStream(stream);
            return;
        }

        _buffer.Position = 0;
        _buffer.CopyTo(stream);
    }

    public void LoadIntoBuffer()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_buffer is not null)
            return;
        var buffer = new MemoryStream();
        SerializeToStream(buffer);
        _buffer = buffer;
    }

    public Stream ReadAsStream() => CreateContentReadStream();

    public byte[] ReadAsByteArray()
    {
        LoadIntoBuffer();
        return _buffer!.ToArray();
    }

    public string ReadAsString() => Encoding.UTF8.GetString(ReadAsByteArray());

    public void Dispose() => Dispose(true);

    protected internal abstract bool TryComputeLength(out long length);

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _disposed)
            return;
        _disposed = true;
        _buffer?.Dispose();
    }

    protected abstract void SerializeToStream(Stream stream);

    protected virtual Stream CreateContentReadStream()
    {
        LoadIntoBuffer();
        _buffer!.Seek(0, SeekOrigin.Begin);
        return new ReadOnlyStream(_buffer);
    }
}
