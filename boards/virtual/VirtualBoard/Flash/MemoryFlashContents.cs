using System.Buffers.Binary;
using System.IO.Hashing;

namespace VirtualBoard.Flash;

/// <summary>Flash contents in memory, gone with the object.</summary>
/// <remarks>
/// A chip is mostly blank, and a thousand boards of 4 MB must fit into one process: a sector costs nothing until it is
/// programmed, and then hardly more than its highest programmed byte asks for.
/// </remarks>
public sealed class MemoryFlashContents : IFlashContents
{
    private const int SectorsPerGroup = 64;

    /// <summary>Files are appended to sectors page by page; a sector that grew with each would copy all pages before it every time.</summary>
    private const int Growth = NorFlash.SectorSize / 4;

    private readonly Group?[] _groups;

    /// <summary>Creates a chip as it leaves the factory: all bytes 0xFF, no sector ever erased.</summary>
    /// <param name="size">Size in bytes, a positive multiple of <see cref="NorFlash.SectorSize"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not a positive multiple of the sector size.</exception>
    public MemoryFlashContents(int size)
    {
        NorFlash.CheckSize(size);
        Size = size;
        var sectors = size / NorFlash.SectorSize;
        _groups = new Group?[(sectors + SectorsPerGroup - 1) / SectorsPerGroup];
    }

    private MemoryFlashContents(MemoryFlashContents other)
    {
        Size = other.Size;
        _groups = Array.ConvertAll(other._groups, g => g?.Clone());
    }

    /// <inheritdoc />
    public int Size { get; }

    /// <summary>Gets how many bytes are held for programmed sectors.</summary>
    internal long AllocatedBytes => _groups.Sum(g => g?.Bytes.Sum(b => (long)(b?.Length ?? 0)) ?? 0);

    /// <inheritdoc />
    public void Read(int address, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var offset = address % NorFlash.SectorSize;
            var count = Math.Min(destination.Length, NorFlash.SectorSize - offset);
            var sector = address / NorFlash.SectorSize;
            var bytes = _groups[sector / SectorsPerGroup]?.Bytes[sector % SectorsPerGroup];
            var present = Math.Clamp((bytes?.Length ?? 0) - offset, 0, count);
            bytes.AsSpan(Math.Min(offset, bytes?.Length ?? 0), present).CopyTo(destination);
            destination[present..count].Fill(NorFlash.ErasedByte);
            destination = destination[count..];
            address += count;
        }
    }

    /// <inheritdoc />
    public void Write(int address, ReadOnlySpan<byte> source)
    {
        while (!source.IsEmpty)
        {
            var offset = address % NorFlash.SectorSize;
            var count = Math.Min(source.Length, NorFlash.SectorSize - offset);
            var bytes = Reach(address / NorFlash.SectorSize, offset + count);
            source[..count].CopyTo(bytes.AsSpan(offset));
            source = source[count..];
            address += count;
        }
    }

    /// <inheritdoc />
    public void EraseSector(int sector)
    {
        if (_groups[sector / SectorsPerGroup] is { } group)
            group.Bytes[sector % SectorsPerGroup] = null;
    }

    /// <inheritdoc />
    public int GetEraseCount(int sector) => _groups[sector / SectorsPerGroup]?.Erases[sector % SectorsPerGroup] ?? 0;

    /// <inheritdoc />
    public void SetEraseCount(int sector, int count) => GroupOf(sector).Erases[sector % SectorsPerGroup] = count;

    /// <inheritdoc />
    public void Flush()
    {
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }

    /// <summary>Copies the chip, wear included: to look at it, or to go on with it elsewhere.</summary>
    public MemoryFlashContents Clone() => new(this);

    /// <summary>The sectors that hold something, in ascending order.</summary>
    public IReadOnlyList<int> UsedSectors() =>
        [.. Enumerable.Range(0, Size / NorFlash.SectorSize).Where(s => _groups[s / SectorsPerGroup]?.Bytes[s % SectorsPerGroup] is not null)];

    /// <summary>A hash of every byte, by which two chips with the same content are the same whatever their wear: XXH128.</summary>
    public UInt128 HashContent()
    {
        var hash = new XxHash128();
        Span<byte> place = stackalloc byte[8];
        for (var sector = 0; sector < Size / NorFlash.SectorSize; sector++)
        {
            var bytes = _groups[sector / SectorsPerGroup]?.Bytes[sector % SectorsPerGroup];
            // How much memory a sector takes depends on its history; blank bytes at its end do not count.
            var length = bytes.AsSpan().LastIndexOfAnyExcept(NorFlash.ErasedByte) + 1;
            if (length == 0)
                continue;
            BinaryPrimitives.WriteInt32LittleEndian(place, sector);
            BinaryPrimitives.WriteInt32LittleEndian(place[4..], length);
            hash.Append(place);
            hash.Append(bytes.AsSpan(0, length));
        }

        return hash.GetCurrentHashAsUInt128();
    }

    private byte[] Reach(int sector, int length)
    {
        ref var bytes = ref GroupOf(sector).Bytes[sector % SectorsPerGroup];
        if (bytes is not null && bytes.Length >= length)
            return bytes;
        var old = bytes;
        bytes = new byte[UpTo(length, old is null ? NorFlash.PageSize : Growth)];
        bytes.AsSpan().Fill(NorFlash.ErasedByte);
        old?.CopyTo(bytes, 0);
        return bytes;
    }

    private static int UpTo(int length, int multiple) => (length + multiple - 1) / multiple * multiple;

    private Group GroupOf(int sector) => _groups[sector / SectorsPerGroup] ??= new Group();

    private sealed class Group
    {
        public byte[]?[] Bytes { get; private init; } = new byte[]?[SectorsPerGroup];

        public int[] Erases { get; private init; } = new int[SectorsPerGroup];

        public Group Clone() => new()
        {
            Bytes = Array.ConvertAll(Bytes, b => (byte[]?)b?.Clone()),
            Erases = (int[])Erases.Clone(),
        };
    }
}
