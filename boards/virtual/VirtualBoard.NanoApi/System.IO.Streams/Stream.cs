using VirtualBoard.NanoApi;

namespace System.IO;

/// <summary>Stands in for nanoFramework's stream: synchronous only, with <see cref="SpanByte"/> for Span&lt;byte&gt;.</summary>
/// <remarks>It has no finalizer: a stream that firmware forgets to close stays open until the boot ends.</remarks>
public abstract class Stream : MarshalByRefObject, IDisposable
{
    private const int CopyBufferSize = 2_048;

    public abstract bool CanRead { get; }

    public abstract bool CanSeek { get; }

    public virtual bool CanTimeout => false;

    public abstract bool CanWrite { get; }

    public abstract long Length { get; }

    public abstract long Position { get; set; }

    public virtual int ReadTimeout
    {
        get => throw new InvalidOperationException();
        set => throw new InvalidOperationException();
    }

    public virtual int WriteTimeout
    {
        get => throw new InvalidOperationException();
        set => throw new InvalidOperationException();
    }

    public virtual void Close() => Dispose(true);

    public void CopyTo(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if ((!CanRead && !CanWrite) || (!destination.CanRead && !destination.CanWrite))
            throw new ObjectDisposedException(null);
        if (!CanRead || !destination.CanWrite)
            throw new NotSupportedException();
        var buffer = new byte[CopyBufferSize];
        for (int read; (read = Read(buffer, 0, buffer.Length)) != 0;)
            destination.Write(buffer, 0, read);
    }

    /// <summary>Closes the stream and, as nanoFramework does, hides what goes wrong with that: call <see cref="Close"/> to see it.</summary>
    public void Dispose()
    {
        try
        {
            Close();
        }
        catch (Exception e) when (Guest.IsCatchable(e))
        {
            // nanoFramework swallows it too.
        }
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    public abstract void Flush();

    public abstract long Seek(long offset, SeekOrigin origin);

    public abstract void SetLength(long value);

    public abstract int Read(SpanByte buffer);

    public abstract int Read(byte[] buffer, int offset, int count);

    public virtual int ReadByte()
    {
        var one = new byte[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    public abstract void Write(byte[] buffer, int offset, int count);

    public virtual void WriteByte(byte value) => Write([value], 0, 1);

    /// <summary>The check that nanoFramework's streams make of a part of a buffer.</summary>
    private protected static void CheckPart(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (offset < 0 || count < 0)
            throw new ArgumentOutOfRangeException();
        if (buffer.Length - offset < count)
            throw new ArgumentException();
    }
}
