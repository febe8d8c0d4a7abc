extern alias host;

using VirtualBoard.FileSystem;
using VirtualBoard.NanoApi;

namespace System.IO;

/// <summary>Stands in for nanoFramework's stream on a file of the board's volume.</summary>
/// <remarks>
/// What is written becomes durable when the stream is closed, all of it or nothing; <see cref="Flush"/> makes nothing durable.
/// There is no finalizer: a stream that is not closed is lost with the boot.
/// </remarks>
public class FileStream : Stream
{
    private readonly FileAccess _access;
    private readonly BoardFile _file;
    private readonly IDisposable _hold;
    private readonly long _seekLimit;
    private bool _disposed;

    public FileStream(string path, FileMode mode)
        : this(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite)
    {
    }

    public FileStream(string path, FileMode mode, FileAccess access)
        : this(path, mode, access, FileShare.Read)
    {
    }

    public FileStream(string path, FileMode mode, FileAccess access, FileShare share)
        : this(path, mode, access, share, 0)
    {
    }

    /// <param name="bufferSize">Means nothing: the device's driver buffers as it likes.</param>
    public FileStream(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize)
    {
        Name = Path.GetFullPath(path);
        Check(mode, access, share);
        _access = access;
        _hold = Volume.Open.Take(Name, access, share);
        try
        {
            _file = Volume.Do(() => Volume.Files.Open(Name, (host::System.IO.FileMode)mode, (host::System.IO.FileAccess)access));
        }
        catch (Exception e) when (Guest.IsCatchable(e))
        {
            _hold.Dispose();
            throw;
        }

        _seekLimit = mode == FileMode.Append ? _file.Length : 0;
    }

    public override bool CanRead => !_disposed && (_access & FileAccess.Read) != 0;

    public override bool CanSeek => !_disposed;

    public override bool CanWrite => !_disposed && (_access & FileAccess.Write) != 0;

    public override long Length => Volume.Do(() => Open().Length);

    public override long Position
    {
        get => Volume.Do(() => Open().Position);
        set
        {
            Open();
            if (value < _seekLimit)
                throw new IOException();
            Volume.Do(() => _file.Seek(value, host::System.IO.SeekOrigin.Begin));
        }
    }

    /// <summary>Full path of the file.</summary>
    public string Name { get; }

    /// <summary>Makes what was written durable.</summary>
    /// <exception cref="IOException">There is no space left; the file is as it was before.</exception>
    public override void Close() => Dispose(true);

    protected override void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        Machine.Enter();
        _disposed = true;
        _hold.Dispose();
        Volume.Do(_file.Close);
        base.Dispose(disposing);
    }

    public override void Flush() => Volume.Do(Open().Flush);

    public override int Read(byte[] buffer, int offset, int count)
    {
        Open();
        if (!CanRead)
            throw new NotSupportedException();
        CheckPart(buffer, offset, count);
        return Volume.Do(() => _file.Read(buffer.AsSpan(offset, count)));
    }

    /// <exception cref="NotImplementedException">Always: nanoFramework's file stream does not have it either.</exception>
    public override int Read(SpanByte buffer) => throw new NotImplementedException();

    public override int ReadByte()
    {
        var one = new byte[1];
        return Read(one, 0, 1) == 1 ? one[0] : -1;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        Open();
        var before = _file.Position;
        var position = Volume.Do(() => _file.Seek(offset, (host::System.IO.SeekOrigin)origin));
        if (position >= _seekLimit)
            return position;
        Volume.Do(() => _file.Seek(before, host::System.IO.SeekOrigin.Begin));
        throw new IOException();
    }

    public override void SetLength(long value)
    {
        Open();
        if (!CanWrite)
            throw new NotSupportedException();
        Volume.Do(() => _file.SetLength(value));
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Open();
        if (!CanWrite)
            throw new NotSupportedException();
        CheckPart(buffer, offset, count);
        Volume.Do(() => _file.Write(buffer.AsSpan(offset, count)));
    }

    public override void WriteByte(byte value) => Write([value], 0, 1);

    private static void Check(FileMode mode, FileAccess access, FileShare share)
    {
        if (mode is < FileMode.CreateNew or > FileMode.Append || access is < FileAccess.Read or > FileAccess.ReadWrite ||
            share is < FileShare.None or > FileShare.ReadWrite)
        {
            throw new ArgumentOutOfRangeException();
        }

        var wantsWrite = (access & FileAccess.Write) != 0;
        if ((mode is not (FileMode.Open or FileMode.OpenOrCreate) && !wantsWrite) || (mode == FileMode.Append && access != FileAccess.Write))
            throw new ArgumentException();
    }

    private BoardFile Open()
    {
        Machine.Enter();
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _file;
    }
}
