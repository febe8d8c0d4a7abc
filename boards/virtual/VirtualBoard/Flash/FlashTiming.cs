namespace VirtualBoard.Flash;

/// <summary>How long a flash chip is busy.</summary>
/// <remarks>
/// Typical values, of the order that data sheets give for the 4 MB SPI NOR chips found in ESP32 modules (Winbond W25Q32,
/// GigaDevice GD25Q32). A worn or cold chip may take ten times as long; no chip is measured here. Reading is not
/// charged: a page is read in microseconds.
/// </remarks>
public static class FlashTiming
{
    /// <summary>Gets the time to erase one 4096-byte sector: 45 ms.</summary>
    public static TimeSpan SectorErase { get; } = TimeSpan.FromMilliseconds(45);

    /// <summary>Gets the time to program one page, however few of its 256 bytes are written: 0.7 ms.</summary>
    public static TimeSpan PageProgram { get; } = TimeSpan.FromMicroseconds(700);
}
