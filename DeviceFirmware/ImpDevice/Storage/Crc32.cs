namespace ImpDevice.Storage;

/// <summary>CRC-32 of IEEE 802.3 (polynomial 0x04C11DB7 reflected, start and end inverted), as zip and Ethernet use it.</summary>
public static class Crc32
{
    // Four bits at a time: 64 bytes of table instead of 1 KB of the board's heap.
    private static readonly uint[] Table =
    {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    };

    /// <summary>The checksum of a part of an array.</summary>
    /// <param name="bytes">The array.</param>
    /// <param name="offset">First byte.</param>
    /// <param name="count">Number of bytes; 0 gives 0.</param>
    /// <returns>The checksum; of the ASCII text "123456789" it is 0xCBF43926.</returns>
    public static uint Compute(byte[] bytes, int offset, int count)
    {
        uint crc = 0xFFFFFFFF;
        for (int i = 0; i < count; i++)
        {
            crc ^= bytes[offset + i];
            crc = (crc >> 4) ^ Table[(int)(crc & 15)];
            crc = (crc >> 4) ^ Table[(int)(crc & 15)];
        }
        return ~crc;
    }
}
