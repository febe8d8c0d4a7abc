namespace VirtualBoard.Flash;

/// <summary>A stretch of a chip, addressed from 0, that cannot be left.</summary>
public sealed class Partition
{
    private readonly PartitionEntry _entry;

    internal Partition(NorFlash flash, PartitionEntry entry)
    {
        Flash = flash;
        _entry = entry;
    }

    /// <summary>Gets the chip.</summary>
    public NorFlash Flash { get; }

    /// <summary>Gets the label.</summary>
    public string Name => _entry.Name;

    /// <summary>Gets the type, "app" or "data".</summary>
    public string Type => _entry.Type;

    /// <summary>Gets what it holds, such as "littlefs".</summary>
    public string SubType => _entry.SubType;

    /// <summary>Gets the first byte, counted from the start of the chip.</summary>
    public int Offset => _entry.Offset;

    /// <summary>Gets the size in bytes.</summary>
    public int Size => _entry.Size;

    /// <summary>Gets the number of sectors.</summary>
    public int SectorCount => Size / NorFlash.SectorSize;

    /// <summary>Reads bytes.</summary>
    /// <param name="address">First byte, counted from the start of the partition.</param>
    /// <param name="destination">Where to; its length says how many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bytes are not all inside the partition.</exception>
    /// <exception cref="PowerOffException">The chip has no power.</exception>
    public void Read(int address, Span<byte> destination)
    {
        CheckRange(address, destination.Length);
        Flash.Read(Offset + address, destination);
    }

    /// <summary>Programs bytes; see <see cref="NorFlash.Program"/>.</summary>
    /// <param name="address">First byte, counted from the start of the partition.</param>
    /// <param name="source">The bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bytes are not all inside the partition.</exception>
    /// <exception cref="PowerOffException">The chip has no power, or loses it now.</exception>
    public void Program(int address, ReadOnlySpan<byte> source)
    {
        CheckRange(address, source.Length);
        Flash.Program(Offset + address, source);
    }

    /// <summary>Erases a sector.</summary>
    /// <param name="sector">Number of the sector, counted from the start of the partition.</param>
    /// <exception cref="ArgumentOutOfRangeException">The partition has no such sector.</exception>
    /// <exception cref="PowerOffException">The chip has no power, or loses it now.</exception>
    public void EraseSector(int sector)
    {
        CheckRange((long)sector * NorFlash.SectorSize, NorFlash.SectorSize);
        Flash.EraseSector((Offset / NorFlash.SectorSize) + sector);
    }

    /// <summary>Returns how often a sector was erased.</summary>
    /// <param name="sector">Number of the sector, counted from the start of the partition.</param>
    /// <returns>Erases since the chip was new.</returns>
    public int GetEraseCount(int sector)
    {
        CheckRange((long)sector * NorFlash.SectorSize, NorFlash.SectorSize);
        return Flash.GetEraseCount((Offset / NorFlash.SectorSize) + sector);
    }

    private void CheckRange(long address, int length)
    {
        if (address < 0 || address + length > Size)
        {
            throw new ArgumentOutOfRangeException(
                nameof(address),
                address,
                $"{length} bytes at 0x{address:X} are outside of partition \"{Name}\" with its 0x{Size:X} bytes.");
        }
    }
}
