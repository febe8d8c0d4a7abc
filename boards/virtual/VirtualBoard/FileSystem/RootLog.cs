using System.Buffers.Binary;
using System.IO.Hashing;
using VirtualBoard.Flash;

namespace VirtualBoard.FileSystem;

/// <summary>What one commit leaves in the root sectors: where the tree of that moment is.</summary>
/// <param name="Sequence">Counts commits; the highest valid record is the volume's state.</param>
/// <param name="Sector">First sector of the snapshot.</param>
/// <param name="Page">Page of that sector at which the snapshot begins.</param>
/// <param name="Length">Bytes of the snapshot.</param>
/// <param name="Crc">CRC-32 of the snapshot.</param>
/// <param name="Cursor">Where the search for a free sector goes on, so that wear spreads evenly over reboots too.</param>
internal readonly record struct RootRecord(uint Sequence, ushort Sector, byte Page, int Length, uint Crc, ushort Cursor);

/// <summary>A valid record and the root sector it was found in.</summary>
internal readonly record struct RootCandidate(RootRecord Record, int RootSector);

/// <summary>
/// The first two sectors of a volume, written in turns: records of 32 bytes are appended to one until it is full, then the other
/// is erased and goes on. There is always a valid record in the one that is not being erased.
/// </summary>
internal sealed class RootLog
{
    public const int SectorCount = 2;
    private const int RecordSize = 32;
    private const int SlotCount = NorFlash.SectorSize / RecordSize;
    private const uint Magic = 0x524E5656;

    private readonly Partition _partition;
    private readonly int[] _nextSlot = new int[SectorCount];
    private uint _nextSequence = 1;
    private int _active;

    private RootLog(Partition partition) => _partition = partition;

    /// <summary>Reads both root sectors.</summary>
    /// <param name="partition">The volume.</param>
    /// <param name="candidates">The valid records, newest first.</param>
    /// <param name="isBlank">Whether the root sectors were never written.</param>
    public static RootLog Scan(Partition partition, out IReadOnlyList<RootCandidate> candidates, out bool isBlank)
    {
        var log = new RootLog(partition);
        Span<byte> bytes = stackalloc byte[SectorCount * NorFlash.SectorSize];
        partition.Read(0, bytes);
        // A slot that a cut left dirty is never written again.
        for (var sector = 0; sector < SectorCount; sector++)
        {
            var used = bytes.Slice(sector * NorFlash.SectorSize, NorFlash.SectorSize).LastIndexOfAnyExcept(NorFlash.ErasedByte) + 1;
            log._nextSlot[sector] = (used + RecordSize - 1) / RecordSize;
        }

        var found = new List<RootCandidate>(log._nextSlot.Sum());
        for (var sector = 0; sector < SectorCount; sector++)
        {
            for (var slot = 0; slot < log._nextSlot[sector]; slot++)
            {
                if (TryDecode(bytes.Slice((sector * NorFlash.SectorSize) + (slot * RecordSize), RecordSize), partition.SectorCount, out var decoded))
                    found.Add(new RootCandidate(decoded, sector));
            }
        }

        found.Sort((a, b) => b.Record.Sequence.CompareTo(a.Record.Sequence));
        if (found.Count > 0)
            log._nextSequence = found[0].Record.Sequence + 1;
        candidates = found;
        isBlank = log._nextSlot.All(next => next == 0);
        return log;
    }

    /// <summary>Goes on in the root sector of the record that the volume is mounted from.</summary>
    public void Continue(RootCandidate mounted) => _active = mounted.RootSector;

    /// <summary>Forgets everything: the next record is the first one.</summary>
    public void Format()
    {
        for (var sector = 0; sector < SectorCount; sector++)
        {
            _partition.EraseSector(sector);
            _nextSlot[sector] = 0;
        }

        _active = 0;
        _nextSequence = 1;
    }

    /// <summary>Appends a record and gives it the next sequence number. When this returns, the commit has happened.</summary>
    public void Append(RootRecord record)
    {
        if (_nextSlot[_active] == SlotCount)
        {
            var other = 1 - _active;
            _partition.EraseSector(other);
            _nextSlot[other] = 0;
            _active = other;
        }

        var address = (_active * NorFlash.SectorSize) + (_nextSlot[_active]++ * RecordSize);
        _partition.Program(address, Encode(record with { Sequence = _nextSequence++ }, _partition.SectorCount));
    }

    private static byte[] Encode(RootRecord record, int sectorCount)
    {
        var bytes = new byte[RecordSize];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), record.Sequence);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), record.Crc);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(16), record.Sector);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(18), record.Cursor);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), sectorCount);
        bytes[24] = record.Page;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(28), Crc32.HashToUInt32(bytes.AsSpan(0, 28)));
        return bytes;
    }

    private static bool TryDecode(ReadOnlySpan<byte> bytes, int sectorCount, out RootRecord record)
    {
        record = new RootRecord(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[16..]),
            bytes[24],
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[18..]));
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Magic
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]) == Crc32.HashToUInt32(bytes[..28])
            && BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]) == sectorCount;
    }
}
