namespace VirtualBoard.Flash;

/// <summary>
/// Where the bytes and the erase counters of a flash chip are kept. It knows nothing of NOR rules, power or time: those are
/// <see cref="NorFlash"/>'s. Bytes that nobody wrote read 0xFF.
/// </summary>
public interface IFlashContents : IDisposable
{
    /// <summary>Gets the size in bytes, a multiple of <see cref="NorFlash.SectorSize"/>.</summary>
    int Size { get; }

    /// <summary>Copies bytes out.</summary>
    /// <param name="address">First byte.</param>
    /// <param name="destination">Where to; its length says how many.</param>
    void Read(int address, Span<byte> destination);

    /// <summary>Replaces bytes, whatever they were.</summary>
    /// <param name="address">First byte.</param>
    /// <param name="source">The new bytes.</param>
    void Write(int address, ReadOnlySpan<byte> source);

    /// <summary>Makes every byte of a sector 0xFF.</summary>
    /// <param name="sector">Number of the sector.</param>
    void EraseSector(int sector);

    /// <summary>Returns how often a sector was erased.</summary>
    /// <param name="sector">Number of the sector.</param>
    /// <returns>Erases since the chip was new.</returns>
    int GetEraseCount(int sector);

    /// <summary>Sets how often a sector was erased.</summary>
    /// <param name="sector">Number of the sector.</param>
    /// <param name="count">The new count.</param>
    void SetEraseCount(int sector, int count);

    /// <summary>Makes everything written so far survive a crash of the host; called when the board's power fails.</summary>
    void Flush();
}
