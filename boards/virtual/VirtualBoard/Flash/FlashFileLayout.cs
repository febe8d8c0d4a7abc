using System.Buffers.Binary;
using System.IO.Hashing;

namespace VirtualBoard.Flash;

/// <summary>
/// What a flash file looks like. All numbers are little-endian.
/// <list type="number">
/// <item>The image: byte n of the file is byte n of the chip, so that flashing tools and hex editors can use the file as it is.</item>
/// <item>One 32-bit erase counter for each sector.</item>
/// <item>The footer, written once: "VBFLASH1", image size, sector size, CRC-32 of those.</item>
/// </list>
/// The file has its full length from the start and only bytes in the middle ever change, each operation with a write call of its
/// own. A host process that is killed leaves at worst one operation half done, which is what a power cut does to a chip.
/// </summary>
internal static class FlashFileLayout
{
    public const int FooterSize = 20;

    public static long FileSize(int imageSize) => imageSize + CountersSize(imageSize) + FooterSize;

    public static long CounterOffset(int imageSize, int sector) => imageSize + (sizeof(int) * (long)sector);

    public static int CountersSize(int imageSize) => imageSize / NorFlash.SectorSize * sizeof(int);

    public static byte[] CreateFooter(int imageSize)
    {
        var footer = new byte[FooterSize];
        "VBFLASH1"u8.CopyTo(footer);
        BinaryPrimitives.WriteInt32LittleEndian(footer.AsSpan(8), imageSize);
        BinaryPrimitives.WriteInt32LittleEndian(footer.AsSpan(12), NorFlash.SectorSize);
        BinaryPrimitives.WriteUInt32LittleEndian(footer.AsSpan(16), Crc32.HashToUInt32(footer.AsSpan(0, 16)));
        return footer;
    }
}
