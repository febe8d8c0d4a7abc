namespace VirtualBoard.Flash;

/// <summary>One line of a partition table.</summary>
/// <param name="Name">Label, 1 to 16 ASCII characters, unique in its table.</param>
/// <param name="Type">"app" or "data".</param>
/// <param name="SubType">What it holds: "factory", "nvs", "phy", "littlefs", or a number such as "0x84".</param>
/// <param name="Offset">First byte, counted from the start of the chip; a multiple of 4096, for "app" of 65536.</param>
/// <param name="Size">Bytes, a positive multiple of 4096.</param>
public sealed record PartitionEntry(string Name, string Type, string SubType, int Offset, int Size)
{
    /// <summary>Gets the first byte behind the partition.</summary>
    public long End => (long)Offset + Size;
}
