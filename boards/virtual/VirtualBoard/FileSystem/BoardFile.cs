using System.Collections.Immutable;
using VirtualBoard.Flash;

namespace VirtualBoard.FileSystem;

/// <summary>An open file. What it writes becomes durable at <see cref="Close"/> and not before.</summary>
/// <remarks>
/// Holds at most one block of 4096 bytes in memory. Blocks written before are in free sectors of the volume, which nobody but this
/// handle knows of until it commits.
/// </remarks>
public sealed class BoardFile : IDisposable
{
    private const int BlockSize = NorFlash.SectorSize;
    private const int NoBlock = -1;

    private readonly BoardFileSystem _files;
    private readonly FileAccess _access;
    private readonly List<DataBlock> _blocks;
    private readonly HashSet<ushort> _own = [];
    private byte[]? _inline;
    private byte[]? _cache;
    private int _cached = NoBlock;
    private bool _isDirty;
    private bool _isModified;
    private bool _hasFailed;
    private bool _isClosed;
    private int _length;
    private long _position;

    internal BoardFile(BoardFileSystem files, BoardPath path, FileNode file, FileAccess access, FileMode mode)
    {
        _files = files;
        Path = path;
        _access = access;
        _blocks = [.. file.Blocks];
        _inline = file.Inline;
        _length = file.Length;
        if (mode is FileMode.Create or FileMode.Truncate)
            Shrink(0);
        else if (mode == FileMode.Append)
            _position = _length;
    }

    /// <summary>Gets a value indicating whether it was opened for reading.</summary>
    public bool CanRead => _access.HasFlag(FileAccess.Read);

    /// <summary>Gets a value indicating whether it was opened for writing.</summary>
    public bool CanWrite => _access.HasFlag(FileAccess.Write);

    /// <summary>Gets the length in bytes as this handle sees it.</summary>
    public long Length
    {
        get
        {
            using var turn = Enter();
            return _length;
        }
    }

    /// <summary>Gets the position in bytes. It may be behind the end.</summary>
    public long Position
    {
        get
        {
            using var turn = Enter();
            return _position;
        }
    }

    internal BoardPath Path { get; }

    private Volume Volume => _files.Volume;

    /// <summary>Reads from the position on.</summary>
    /// <param name="destination">Where to.</param>
    /// <returns>How many bytes were read: fewer than asked for only at the end of the file.</returns>
    /// <exception cref="FileSystemException">Unauthorized; Corrupted; NoSpace when an earlier write failed for it.</exception>
    public int Read(Span<byte> destination)
    {
        using var turn = Enter();
        if (!CanRead)
            throw Path.Error(FileSystemError.Unauthorized, "the file is not open for reading.");
        ThrowIfFailed();
        var total = (int)Math.Clamp(_length - _position, 0, destination.Length);
        for (var done = 0; done < total;)
        {
            var offset = (int)(_position % BlockSize);
            var count = Math.Min(total - done, BlockSize - offset);
            ContentOf((int)(_position / BlockSize)).Slice(offset, count).CopyTo(destination[done..]);
            done += count;
            _position += count;
        }

        return total;
    }

    /// <summary>Writes at the position; a gap between the end and the position is filled with zeros.</summary>
    /// <param name="source">The bytes.</param>
    /// <exception cref="FileSystemException">
    /// Unauthorized; NoSpace; Corrupted; OutOfRange. After any but the first the handle is good for nothing but closing, and closing
    /// it leaves the file as it was.
    /// </exception>
    public void Write(ReadOnlySpan<byte> source)
    {
        using var turn = Enter();
        CheckCanWrite();
        if (source.IsEmpty)
            return;
        if (_position + source.Length > int.MaxValue)
            throw Path.Error(FileSystemError.OutOfRange, "a file cannot be longer than 2 GB.");
        _isModified = true;
        _hasFailed = true;
        Extend((int)Math.Max(_length, _position));
        while (!source.IsEmpty)
        {
            var offset = (int)(_position % BlockSize);
            var count = Math.Min(source.Length, BlockSize - offset);
            Load((int)(_position / BlockSize), isOverwritten: count == BlockSize);
            source[..count].CopyTo(_cache.AsSpan(offset));
            _isDirty = true;
            _position += count;
            _length = (int)Math.Max(_length, _position);
            source = source[count..];
        }

        _hasFailed = false;
    }

    /// <summary>Moves the position.</summary>
    /// <param name="offset">Bytes to move by.</param>
    /// <param name="origin">From where.</param>
    /// <returns>The new position.</returns>
    /// <exception cref="FileSystemException">OutOfRange: the position would be negative or beyond 2 GB.</exception>
    public long Seek(long offset, SeekOrigin origin)
    {
        using var turn = Enter();
        var start = origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            SeekOrigin.End => _length,
            _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "This is no SeekOrigin."),
        };
        if (offset < -start || offset > int.MaxValue - start)
            throw Path.Error(FileSystemError.OutOfRange, $"a file has no position {start} + {offset}.");
        return _position = start + offset;
    }

    /// <summary>Cuts the file off, or fills it up with zeros. The position stays, even behind the end.</summary>
    /// <param name="length">The new length in bytes.</param>
    /// <exception cref="FileSystemException">As for <see cref="Write"/>.</exception>
    public void SetLength(long length)
    {
        using var turn = Enter();
        CheckCanWrite();
        if (length is < 0 or > int.MaxValue)
            throw Path.Error(FileSystemError.OutOfRange, $"a file cannot have length {length}.");
        if (length == _length)
            return;
        _isModified = true;
        _hasFailed = true;
        if (length < _length)
            Shrink((int)length);
        else
            Extend((int)length);
        _hasFailed = false;
    }

    /// <summary>Does what fflush does: nothing that would survive a power cut.</summary>
    public void Flush()
    {
        using var turn = Enter();
    }

    /// <summary>
    /// Commits what was written, atomically, and closes the handle, also when it throws. Does nothing when it is closed already, and
    /// commits nothing when an earlier write failed or nothing was changed.
    /// </summary>
    /// <exception cref="FileSystemException">NoSpace: the file is as it was.</exception>
    public void Close()
    {
        if (_isClosed)
            return;
        using var turn = _files.Enter();
        _isClosed = true;
        DirectoryNode? tree;
        try
        {
            tree = _isModified && !_hasFailed ? CreateTree() : null;
        }
        finally
        {
            // From here on the sectors are held by the tree about to be committed, or by nobody.
            _files.Forget(this);
        }

        if (tree is not null)
            Volume.Commit(tree, Path);
    }

    /// <inheritdoc cref="Close" />
    public void Dispose() => Close();

    internal void MarkSectors(SectorMap map)
    {
        foreach (var block in _blocks)
            map.Mark(block.Sector);
    }

    private static int BlocksFor(int length) => (int)(((long)length + BlockSize - 1) / BlockSize);

    private BoardFileSystem.Turn Enter()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        return _files.Enter();
    }

    private void CheckCanWrite()
    {
        if (!CanWrite)
            throw Path.Error(FileSystemError.Unauthorized, "the file is not open for writing.");
        ThrowIfFailed();
    }

    private void ThrowIfFailed()
    {
        if (_hasFailed)
            throw Path.Error(FileSystemError.NoSpace, "an earlier write to this handle failed; it can only be closed.");
    }

    private DirectoryNode CreateTree()
    {
        if (_length <= BoardFileSystem.InlineLimit)
        {
            var content = _length == 0 ? [] : ContentOf(0)[.._length].ToArray();
            var tree = Volume.Root.With(Path.Names, FileNode.CreateInline(content));
            if (Volume.FitsOneSector(tree))
                return tree;
        }

        // A changed file has been through the cache, but for one that is kept in the directory and no longer fits there.
        if (_blocks.Count == 0 && _length > 0)
            Load(0, isOverwritten: false);
        Evict();
        return Volume.Root.With(Path.Names, FileNode.CreateStored(_length, [.. _blocks]));
    }

    /// <summary>How many bytes of a block belong to the file.</summary>
    private int ValidBytes(int block) => (int)Math.Clamp(_length - ((long)block * BlockSize), 0, BlockSize);

    private ReadOnlySpan<byte> ContentOf(int block)
    {
        if (block == 0 && _cached != 0 && _inline is not null)
            return _inline;
        Load(block, isOverwritten: false);
        return _cache;
    }

    /// <summary>Brings a block into the cache; bytes behind the end of the file are zero there.</summary>
    private void Load(int block, bool isOverwritten)
    {
        if (_cached == block)
            return;
        Evict();
        _cache ??= new byte[BlockSize];
        _cached = NoBlock;
        if (!isOverwritten)
        {
            Array.Clear(_cache);
            if (block < _blocks.Count)
                Volume.ReadBlock(_blocks[block], _cache.AsSpan(0, ValidBytes(block)), Path);
            else if (block == 0)
                _inline?.CopyTo(_cache, 0);
        }

        _cached = block;
    }

    /// <summary>Writes the cached block to a sector of its own, if it was changed or has none yet.</summary>
    private void Evict()
    {
        var length = _cached == NoBlock ? 0 : ValidBytes(_cached);
        if (length == 0 || (!_isDirty && _cached < _blocks.Count))
            return;
        var wasFailed = _hasFailed;
        _hasFailed = true;
        var block = Volume.WriteBlock(_cache.AsSpan(0, length), Path);
        _hasFailed = wasFailed;
        _own.Add(block.Sector);
        if (_cached == _blocks.Count)
        {
            _blocks.Add(block);
        }
        else
        {
            Release(_blocks[_cached]);
            _blocks[_cached] = block;
        }

        _inline = null;
        _isDirty = false;
    }

    /// <summary>The last block is loaded before the length grows: in flash it ends where the file ended.</summary>
    private void Extend(int length)
    {
        while (_length < length)
        {
            var block = _length / BlockSize;
            Load(block, isOverwritten: false);
            _isDirty = true;
            _length = (int)Math.Min(length, (block + 1L) * BlockSize);
        }
    }

    private void Shrink(int length)
    {
        var count = BlocksFor(length);
        if (_cached >= count)
            DropCache();
        if (length % BlockSize != 0)
        {
            Load(count - 1, isOverwritten: false);
            Array.Clear(_cache!, length % BlockSize, BlockSize - (length % BlockSize));
            _isDirty = true;
        }

        foreach (var block in _blocks.Skip(count))
            Release(block);
        if (_blocks.Count > count)
            _blocks.RemoveRange(count, _blocks.Count - count);
        if (count == 0)
            _inline = null;
        _isModified |= length != _length;
        _length = length;
    }

    private void DropCache()
    {
        _cached = NoBlock;
        _isDirty = false;
    }

    private void Release(DataBlock block)
    {
        if (_own.Remove(block.Sector))
            Volume.OpenFilesChanged();
    }
}
