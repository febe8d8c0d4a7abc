using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace VirtualBoard.Flash;

/// <summary>Flash contents in a file, kept between runs.</summary>
/// <remarks>
/// Every change goes to the operating system at once, so that killing the process loses nothing; <see cref="Flush"/> and
/// <see cref="Dispose"/> also put it on the disk. The file is locked while it is open. Its layout is described at
/// <see cref="FlashFileLayout"/>: the image first, so that other tools can read it.
/// </remarks>
public sealed class FileFlashContents : IFlashContents
{
    // A sharing violation on Windows, and EWOULDBLOCK from the file lock on Linux and on macOS.
    private static readonly int[] BusyCodes = [unchecked((int)0x80070020), 11, 35];
    private static readonly byte[] ErasedSector = CreateErasedSector();

    private readonly int[] _eraseCounts;

    /// <summary>Opens a board's flash file, or creates it as a chip that leaves the factory.</summary>
    /// <param name="path">The file. Its folder exists.</param>
    /// <param name="size">Size of the chip in bytes, a positive multiple of <see cref="NorFlash.SectorSize"/>.</param>
    /// <exception cref="FlashFileException">
    /// The file is in use, cannot be opened or created, or holds something else than a flash of this size.
    /// </exception>
    public FileFlashContents(string path, int size)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        NorFlash.CheckSize(size);
        Path = path;
        Size = size;
        if (!File.Exists(path))
            Create(path, size);
        Handle = Guarded(path, () => File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        try
        {
            CheckFile();
            _eraseCounts = ReadEraseCounts();
        }
        catch
        {
            Handle.Dispose();
            throw;
        }
    }

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <inheritdoc />
    public int Size { get; }

    /// <summary>Gets the open file. Closing it and nothing else is what the death of the process does.</summary>
    internal SafeFileHandle Handle { get; }

    /// <inheritdoc />
    public void Read(int address, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var count = RandomAccess.Read(Handle, destination, address);
            if (count == 0)
                throw Damaged($"ended at byte {address} while it was in use.");
            destination = destination[count..];
            address += count;
        }
    }

    /// <inheritdoc />
    public void Write(int address, ReadOnlySpan<byte> source) => RandomAccess.Write(Handle, source, address);

    /// <inheritdoc />
    public void EraseSector(int sector) => Write(sector * NorFlash.SectorSize, ErasedSector);

    /// <inheritdoc />
    public int GetEraseCount(int sector) => _eraseCounts[sector];

    /// <inheritdoc />
    public void SetEraseCount(int sector, int count)
    {
        _eraseCounts[sector] = count;
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, count);
        RandomAccess.Write(Handle, bytes, FlashFileLayout.CounterOffset(Size, sector));
    }

    /// <inheritdoc />
    public void Flush() => RandomAccess.FlushToDisk(Handle);

    /// <inheritdoc />
    public void Dispose()
    {
        if (Handle.IsClosed)
            return;
        Flush();
        Handle.Dispose();
    }

    /// <summary>Writes the whole file under another name and renames it, so that no half-made file is ever found.</summary>
    private static void Create(string path, int size)
    {
        var unfinished = path + ".new";
        Guarded(unfinished, () =>
        {
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                for (var i = 0; i < size / NorFlash.SectorSize; i++)
                    file.Write(ErasedSector);
                file.Write(new byte[FlashFileLayout.CountersSize(size)]);
                file.Write(FlashFileLayout.CreateFooter(size));
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path);
            return true;
        });
    }

    private static T Guarded<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (IOException e) when (BusyCodes.Contains(e.HResult))
        {
            throw new FlashFileException(
                FlashFileProblem.Busy,
                path,
                "another process or another board has this flash file open.",
                "Stop it, or give this board a file of its own.",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FlashFileException(
                FlashFileProblem.Unavailable,
                path,
                $"the flash file cannot be opened ({e.Message.TrimEnd('.')}).",
                "Check that the folder exists, may be written to, and has room.",
                e);
        }
    }

    private static byte[] CreateErasedSector()
    {
        var sector = new byte[NorFlash.SectorSize];
        sector.AsSpan().Fill(NorFlash.ErasedByte);
        return sector;
    }

    private void CheckFile()
    {
        var expected = FlashFileLayout.FileSize(Size);
        var actual = RandomAccess.GetLength(Handle);
        if (actual != expected)
        {
            throw Damaged(
                $"is {actual} bytes long; a {Size}-byte flash has a file of {expected} bytes "
                + "(it is cut off, of another size of flash, or no flash file).");
        }

        var footer = new byte[FlashFileLayout.FooterSize];
        RandomAccess.Read(Handle, footer, expected - footer.Length);
        if (!footer.AsSpan().SequenceEqual(FlashFileLayout.CreateFooter(Size)))
        {
            throw Damaged(
                $"does not end like the file of a {Size}-byte flash: its last {footer.Length} bytes are "
                + $"{Convert.ToHexString(footer)}, expected {Convert.ToHexString(FlashFileLayout.CreateFooter(Size))}.");
        }
    }

    private int[] ReadEraseCounts()
    {
        var bytes = new byte[FlashFileLayout.CountersSize(Size)];
        RandomAccess.Read(Handle, bytes, FlashFileLayout.CounterOffset(Size, 0));
        var counts = new int[Size / NorFlash.SectorSize];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(i * sizeof(int)));
        return counts;
    }

    private FlashFileException Damaged(string what) => new(
        FlashFileProblem.Damaged,
        Path,
        "this flash file " + what,
        "Delete it to start with a blank chip, restore it from a copy, or name the file that belongs to this board.");
}
