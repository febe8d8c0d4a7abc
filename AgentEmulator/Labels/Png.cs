using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace AgentEmulator.Labels;

/// <summary>Black and white pictures as PNG: one bit per dot, one IDAT, nothing else of the format.</summary>
internal static class Png
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Encode(Bitmap picture, int dotsPerMetre)
    {
        using var png = new MemoryStream();
        png.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], picture.Height);
        header[8] = 1; // Bits per dot; the colour type after it is 0, grey.
        Chunk(png, "IHDR"u8, header);
        Span<byte> density = stackalloc byte[9];
        BinaryPrimitives.WriteInt32BigEndian(density, dotsPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(density[4..], dotsPerMetre);
        density[8] = 1; // Per metre.
        Chunk(png, "pHYs"u8, density);
        Chunk(png, "IDAT"u8, Dots(picture));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Dots(Bitmap picture)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            var row = new byte[1 + ((picture.Width + 7) / 8)]; // The first byte is the filter: none.
            for (var y = 0; y < picture.Height; y++)
            {
                Array.Clear(row);
                for (var x = 0; x < picture.Width; x++)
                {
                    if (!picture[x, y])
                        row[1 + (x / 8)] |= (byte)(0x80 >> (x % 8));
                }

                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        var crc = new Crc32();
        crc.Append(type);
        crc.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, crc.GetCurrentHashAsUInt32());
        png.Write(number);
    }
}
