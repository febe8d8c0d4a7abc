using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AgentEmulator.Flashing;

/// <summary>A partition of a table that was read from a board.</summary>
internal sealed record FoundPartition(string Name, int Type, int Subtype, int Offset, int Size);

/// <summary>ESP-IDF's partition table as it lies in flash at 0x8000: entries of 32 bytes, then a checksum, then erased flash.</summary>
internal static class PartitionTableImage
{
    /// <summary>Where every image of nanoFramework has it.</summary>
    public const int Offset = 0x8000;

    /// <summary>It has one sector, of which 3 KB are used.</summary>
    public const int Size = 0xC00;

    private const int EntrySize = 32;
    private const int DataType = 1;
    private const int DeploySubtype = 0x84;

    /// <summary>Reads the table out of the content of a board's flash.</summary>
    /// <exception cref="FormatException">There is none, or it is damaged; the message says which.</exception>
    public static IReadOnlyList<FoundPartition> Read(ReadOnlySpan<byte> flash)
    {
        if (flash.Length < Offset + Size)
            throw new FormatException($"the content of the flash ends at 0x{flash.Length:X}, before the partition table");
        var table = flash.Slice(Offset, Size);
        var entries = new List<FoundPartition>();
        for (var at = 0; at < Size; at += EntrySize)
        {
            var entry = table.Slice(at, EntrySize);
            switch (BinaryPrimitives.ReadUInt16LittleEndian(entry))
            {
                case 0x50AA:
                    entries.Add(Entry(entry));
                    continue;
                case 0xEBEB when !Checksum(table[..at]).AsSpan().SequenceEqual(entry[16..]):
                    throw new FormatException($"the partition table at 0x{Offset:X} does not match its checksum");
                case 0xEBEB or 0xFFFF when entries.Count > 0:
                    return entries;
                default:
                    throw new FormatException($"there is no partition table at 0x{Offset:X}");
            }
        }

        return entries;
    }

    /// <summary>Finds where nanoCLR looks for the application.</summary>
    /// <exception cref="FormatException">The table has no such partition.</exception>
    public static FoundPartition Deploy(IReadOnlyList<FoundPartition> table) =>
        table.FirstOrDefault(p => p.Type == DataType && p.Subtype == DeploySubtype)
            ?? throw new FormatException(
                $"the partition table has no partition for an application (type data, subtype 0x84): {string.Join(", ", table.Select(p => p.Name))}");

    // The table's own format has it so; it guards against damage, not against people.
#pragma warning disable CA5351
    private static byte[] Checksum(ReadOnlySpan<byte> entries) => MD5.HashData(entries);
#pragma warning restore CA5351

    private static FoundPartition Entry(ReadOnlySpan<byte> entry)
    {
        var name = entry.Slice(12, 16);
        var end = name.IndexOf((byte)0);
        return new FoundPartition(
            Encoding.ASCII.GetString(end < 0 ? name : name[..end]),
            entry[2],
            entry[3],
            BinaryPrimitives.ReadInt32LittleEndian(entry[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(entry[8..]));
    }
}
