using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using VirtualBoard.Flash;

namespace VirtualBoard.FileSystem;

/// <summary>
/// The whole directory tree in bytes, as it stands in flash. Numbers are little-endian.
/// <code>
/// header   u32 magic, u32 length of all, u16 number of sectors, u16 0, u16[8] those sectors
/// entries  the root directory: u16 count, then per entry
///            u8 kind, u16 length of name, name in UTF-8, then
///            kind 1, directory      its entries, likewise
///            kind 2, inline file    u16 length, content
///            kind 3, stored file    u32 length, per block u16 sector, u32 CRC-32
/// </code>
/// </summary>
internal static class Snapshot
{
    public const int HeaderSize = 12 + (sizeof(ushort) * MaxSectors);

    /// <summary>32 KB is room for 120 files with the longest names, and what a board's RAM can hold.</summary>
    public const int MaxSectors = 8;

    private const uint Magic = 0x4E534E56;
    private const int BlockSize = sizeof(ushort) + sizeof(uint);
    private const int UsualSize = 1024;
    private const int MaxDepth = BoardPath.MaxBytes;

    private enum Kind : byte
    {
        Directory = 1,
        InlineFile = 2,
        StoredFile = 3,
    }

    /// <summary>Encodes a tree. The list of sectors is filled in by <see cref="SetSectors"/> once they are chosen.</summary>
    public static byte[] Encode(DirectoryNode root)
    {
        using var stream = new MemoryStream(UsualSize);
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(new byte[HeaderSize]);
            WriteDirectory(writer, root);
        }

        var bytes = stream.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length);
        return bytes;
    }

    public static void SetSectors(Span<byte> snapshot, ReadOnlySpan<ushort> sectors)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(snapshot[8..], (ushort)sectors.Length);
        for (var i = 0; i < sectors.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(snapshot[(12 + (i * sizeof(ushort)))..], sectors[i]);
    }

    /// <summary>Reads the list of sectors from a header that may be anything.</summary>
    public static bool TryGetSectors(
        ReadOnlySpan<byte> header, int length, int sectorCount, [NotNullWhen(true)] out ushort[]? sectors)
    {
        sectors = null;
        var count = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic
            || BinaryPrimitives.ReadInt32LittleEndian(header[4..]) != length
            || count is 0 or > MaxSectors)
        {
            return false;
        }

        var list = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            list[i] = BinaryPrimitives.ReadUInt16LittleEndian(header[(12 + (i * sizeof(ushort)))..]);
            if (list[i] < RootLog.SectorCount || list[i] >= sectorCount)
                return false;
        }

        sectors = list;
        return true;
    }

    /// <summary>Decodes a snapshot whose CRC is right; null when it nevertheless makes no sense.</summary>
    public static DirectoryNode? TryDecode(byte[] bytes, int sectorCount)
    {
        var reader = new Reader(bytes, HeaderSize, sectorCount);
        return reader.TryReadDirectory(0, out var root) && reader.IsAtEnd ? root : null;
    }

    private static void WriteDirectory(BinaryWriter writer, DirectoryNode directory)
    {
        writer.Write((ushort)directory.Children.Count);
        foreach (var (name, node) in directory.Children)
        {
            writer.Write((byte)KindOf(node));
            var bytes = Encoding.UTF8.GetBytes(name);
            writer.Write((ushort)bytes.Length);
            writer.Write(bytes);
            switch (node)
            {
                case DirectoryNode child:
                    WriteDirectory(writer, child);
                    break;
                case FileNode { Inline: { } content }:
                    writer.Write((ushort)content.Length);
                    writer.Write(content);
                    break;
                case FileNode file:
                    writer.Write(file.Length);
                    foreach (var block in file.Blocks)
                    {
                        writer.Write(block.Sector);
                        writer.Write(block.Crc);
                    }

                    break;
            }
        }
    }

    private static Kind KindOf(Node node) => node switch
    {
        DirectoryNode => Kind.Directory,
        FileNode { Inline: not null } => Kind.InlineFile,
        _ => Kind.StoredFile,
    };

    /// <summary>Reads entries from bytes that are not trusted: whatever they hold, it ends, and with false instead of an error.</summary>
    private sealed class Reader(byte[] bytes, int position, int sectorCount)
    {
        private int _position = position;

        public bool IsAtEnd => _position == bytes.Length;

        public bool TryReadDirectory(int depth, [NotNullWhen(true)] out DirectoryNode? directory)
        {
            directory = null;
            if (depth > MaxDepth || !TryTake(2, out var count))
                return false;
            var children = new Dictionary<string, Node>(StringComparer.Ordinal);
            for (var i = BinaryPrimitives.ReadUInt16LittleEndian(count); i > 0; i--)
            {
                if (!TryReadEntry(depth, out var name, out var node) || !children.TryAdd(name, node))
                    return false;
            }

            directory = DirectoryNode.Create(children);
            return true;
        }

        private bool TryReadEntry(int depth, [NotNullWhen(true)] out string? name, [NotNullWhen(true)] out Node? node)
        {
            name = null;
            node = null;
            if (!TryTake(3, out var head) || !TryTake(BinaryPrimitives.ReadUInt16LittleEndian(head[1..]), out var text))
                return false;
            name = Encoding.UTF8.GetString(text);
            switch ((Kind)head[0])
            {
                case Kind.Directory when TryReadDirectory(depth + 1, out var directory):
                    node = directory;
                    return true;
                case Kind.InlineFile when TryTake(2, out var size)
                    && TryTake(BinaryPrimitives.ReadUInt16LittleEndian(size), out var content):
                    node = FileNode.CreateInline(content.ToArray());
                    return true;
                case Kind.StoredFile:
                    return TryReadStoredFile(out node);
                default:
                    return false;
            }
        }

        private bool TryReadStoredFile([NotNullWhen(true)] out Node? node)
        {
            node = null;
            if (!TryTake(4, out var size))
                return false;
            var length = BinaryPrimitives.ReadInt32LittleEndian(size);
            var count = (int)(((long)length + NorFlash.SectorSize - 1) / NorFlash.SectorSize);
            if (length < 0 || count > sectorCount || !TryTake(count * BlockSize, out var list))
                return false;
            var blocks = ImmutableArray.CreateBuilder<DataBlock>(count);
            for (; !list.IsEmpty; list = list[BlockSize..])
            {
                var sector = BinaryPrimitives.ReadUInt16LittleEndian(list);
                if (sector < RootLog.SectorCount || sector >= sectorCount)
                    return false;
                blocks.Add(new DataBlock(sector, BinaryPrimitives.ReadUInt32LittleEndian(list[2..])));
            }

            node = FileNode.CreateStored(length, blocks.MoveToImmutable());
            return true;
        }

        private bool TryTake(int count, out ReadOnlySpan<byte> taken)
        {
            taken = default;
            if (count > bytes.Length - _position)
                return false;
            taken = bytes.AsSpan(_position, count);
            _position += count;
            return true;
        }
    }
}
