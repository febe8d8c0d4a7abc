using System.IO.Hashing;
using VirtualBoard.Flash;

namespace VirtualBoard.FileSystem;

/// <summary>
/// A volume in flash: a tree of directories and files that changes atomically.
/// </summary>
/// <remarks>
/// Sectors 0 and 1 are the <see cref="RootLog"/>. All others are equal: each holds snapshots of the tree (<see cref="Snapshot"/>),
/// or one block of a file, or nothing that counts.
/// <para>To commit a new tree:</para>
/// <list type="number">
/// <item>The blocks of changed files are in sectors that were free, erased and programmed before.</item>
/// <item>The snapshot goes behind the current one, if this mount wrote that one and there is room in the sector; else into
/// sectors that were free, which are erased first.</item>
/// <item>A record that points at the snapshot is appended to the root log. Until the last of its bits is programmed its CRC is
/// wrong and the old tree counts; from then on the new one does.</item>
/// <item>Only now the sectors that the old tree alone used count as free. The old snapshot itself stays until the next commit.</item>
/// </list>
/// <para>To mount:</para>
/// <list type="number">
/// <item>The newest root record whose CRC is right, whose snapshot's CRC is right, and whose snapshot makes sense, is taken.</item>
/// <item>What the tree does not name is free; whatever a cut left there does not matter, a sector is erased before use.</item>
/// </list>
/// Nothing that the current tree names is touched, nor the previous snapshot, so that a cut costs nothing, and one damaged record
/// or snapshot costs the last change at most. As many sectors are kept free as it takes to empty a full volume.
/// </remarks>
internal sealed class Volume
{
    private const int MinSectors = 8;

    private readonly Partition _partition;
    private readonly RootLog _log;
    private readonly SectorMap _map;
    private readonly SectorMap _after;
    private ushort[] _snapshot = [];
    private ushort[] _previous = [];
    private int _nextPage = PagesPerSector;
    private bool _mapIsStale = true;

    private Volume(Partition partition, RootLog log)
    {
        _partition = partition;
        _log = log;
        _map = new SectorMap(partition.SectorCount);
        _after = new SectorMap(partition.SectorCount);
    }

    /// <summary>Gets the tree as it is committed.</summary>
    public DirectoryNode Root { get; private set; } = DirectoryNode.Empty;

    /// <summary>Gets or sets who marks the sectors that open files hold.</summary>
    public Action<SectorMap>? MarkOpenFiles { get; set; }

    /// <summary>Gets the sectors of the current snapshot.</summary>
    public IReadOnlyList<ushort> SnapshotSectors => _snapshot;

    /// <summary>Gets how many snapshots newer than the mounted one were damaged. No cut leaves one: it comes before its record.</summary>
    public int DamagedSnapshots { get; private set; }

    /// <summary>Gets how many sectors files can still take.</summary>
    public int FreeSectors
    {
        get
        {
            EnsureMap();
            return Math.Max(0, _map.Free - MinimumFree);
        }
    }

    private static int PagesPerSector => NorFlash.SectorSize / NorFlash.PageSize;

    private int MaxSnapshotSectors => Math.Clamp(_partition.SectorCount / 8, 1, Snapshot.MaxSectors);

    /// <summary>Sectors that keep a full volume able to commit a smaller tree, and to do so again after that.</summary>
    private int MinimumFree => MinimumFreeFor(_snapshot.Length, _previous.Except(_snapshot).Count());

    /// <summary>Mounts a volume, and formats it when that fails, as nanoFramework has esp_littlefs do.</summary>
    /// <param name="partition">Where it is.</param>
    /// <param name="formatReason">Why it was formatted; null when it was not.</param>
    public static Volume Mount(Partition partition, out string? formatReason)
    {
        if (partition.SectorCount is < MinSectors or > ushort.MaxValue)
        {
            throw new ArgumentException(
                $"Partition \"{partition.Name}\" has {partition.SectorCount} sectors; a volume has {MinSectors} to 65535.",
                nameof(partition));
        }

        var log = RootLog.Scan(partition, out var candidates, out var isBlank);
        var volume = new Volume(partition, log);
        if (volume.TryTakeNewest(candidates))
        {
            formatReason = null;
            return volume;
        }

        formatReason = isBlank ? "the partition is blank"
            : candidates.Count == 0 ? "the partition holds no valid root record"
            : $"none of the snapshots that {candidates.Count} root records point at is valid";
        volume.Format();
        return volume;
    }

    /// <summary>Whether a tree's snapshot fits one sector, which is what makes small files inside of it cheap.</summary>
    public static bool FitsOneSector(DirectoryNode root) => Snapshot.Encode(root).Length <= NorFlash.SectorSize;

    /// <summary>Makes a tree the volume's. When this returns it is durable; when it throws the old tree stands.</summary>
    /// <param name="root">The new tree; blocks it has over the old one come from <see cref="WriteBlock"/>.</param>
    /// <param name="path">Whom to blame when there is no space.</param>
    public void Commit(DirectoryNode root, BoardPath path)
    {
        var bytes = Snapshot.Encode(root);
        var appends = _snapshot.Length == 1 && (_nextPage * NorFlash.PageSize) + bytes.Length <= NorFlash.SectorSize;
        var count = SectorsFor(bytes.Length);
        RebuildMap(root);
        if (count > MaxSnapshotSectors || (!appends && count > _map.Free) || !LeavesEnough(root, appends, count))
            throw path.Error(FileSystemError.NoSpace, "the volume has no space for the directory entry.");

        var sectors = appends ? _snapshot : AllocateErased(count);
        var page = appends ? _nextPage : 0;
        Snapshot.SetSectors(bytes, sectors);
        ProgramSnapshot(bytes, sectors, page);
        _log.Append(new RootRecord(
            0, sectors[0], (byte)page, bytes.Length, Crc32.HashToUInt32(bytes), (ushort)_map.Cursor));

        Root = root;
        _previous = _snapshot;
        _snapshot = sectors;
        _nextPage = page + ((bytes.Length + NorFlash.PageSize - 1) / NorFlash.PageSize);
        _mapIsStale = true;
    }

    /// <summary>Writes one block of a file into a free sector.</summary>
    /// <param name="content">1 to 4096 bytes.</param>
    /// <param name="path">Whom to blame when there is no space.</param>
    /// <returns>The block. It is only safe once a commit or an open file names it.</returns>
    public DataBlock WriteBlock(ReadOnlySpan<byte> content, BoardPath path)
    {
        if (FreeSectors == 0)
            throw path.Error(FileSystemError.NoSpace, "the volume is full.");
        var sector = AllocateErased(1)[0];
        _partition.Program(sector * NorFlash.SectorSize, content);
        return new DataBlock(sector, Crc32.HashToUInt32(content));
    }

    /// <summary>Reads one block of a file.</summary>
    /// <param name="block">The block.</param>
    /// <param name="destination">As long as the block is.</param>
    /// <param name="path">Whom to blame when it is damaged.</param>
    public void ReadBlock(DataBlock block, Span<byte> destination, BoardPath path)
    {
        _partition.Read(block.Sector * NorFlash.SectorSize, destination);
        if (Crc32.HashToUInt32(destination) != block.Crc)
        {
            throw path.Error(
                FileSystemError.Corrupted, $"the content in sector {block.Sector} of the volume fails its CRC-32.");
        }
    }

    /// <summary>Says that an open file holds other sectors than before.</summary>
    public void OpenFilesChanged() => _mapIsStale = true;

    private static int SectorsFor(int bytes) => (bytes + NorFlash.SectorSize - 1) / NorFlash.SectorSize;

    /// <summary>
    /// With c sectors in the current snapshot and p more in the previous one, free >= c lets the next commit be written, and
    /// free + p >= 2c lets the one after that, when p has become free. A tree that does not grow keeps both true.
    /// </summary>
    private static int MinimumFreeFor(int current, int previous) => Math.Max(current, (2 * current) - previous);

    private bool TryTakeNewest(IReadOnlyList<RootCandidate> candidates)
    {
        var taken = false;
        foreach (var candidate in candidates)
        {
            if (!TryReadSnapshot(candidate.Record, out var root, out var sectors))
            {
                DamagedSnapshots += taken ? 0 : 1;
                continue;
            }

            if (taken)
            {
                _previous = sectors;
                break;
            }

            taken = true;
            Root = root;
            _snapshot = sectors;
            _map.Cursor = candidate.Record.Cursor % _partition.SectorCount;
            _log.Continue(candidate);
        }

        return taken;
    }

    private bool TryReadSnapshot(RootRecord record, out DirectoryNode root, out ushort[] sectors)
    {
        root = DirectoryNode.Empty;
        sectors = [];
        var start = (record.Sector * NorFlash.SectorSize) + (record.Page * NorFlash.PageSize);
        if (record.Length is < Snapshot.HeaderSize or > Snapshot.MaxSectors * NorFlash.SectorSize
            || record.Page >= PagesPerSector
            || start + Snapshot.HeaderSize > _partition.Size)
        {
            return false;
        }

        var bytes = new byte[record.Length];
        _partition.Read(start, bytes.AsSpan(0, Snapshot.HeaderSize));
        if (!Snapshot.TryGetSectors(bytes, record.Length, _partition.SectorCount, out var list)
            || (record.Page * NorFlash.PageSize) + record.Length > list.Length * NorFlash.SectorSize)
        {
            return false;
        }

        ReadSnapshot(bytes, list, record.Page);
        if (Crc32.HashToUInt32(bytes) != record.Crc
            || Snapshot.TryDecode(bytes, _partition.SectorCount) is not { } decoded)
        {
            return false;
        }

        root = decoded;
        sectors = list;
        return true;
    }

    private void ReadSnapshot(Span<byte> bytes, ushort[] sectors, int page)
    {
        var offset = page * NorFlash.PageSize;
        foreach (var sector in sectors)
        {
            var part = bytes[..Math.Min(bytes.Length, NorFlash.SectorSize - offset)];
            _partition.Read((sector * NorFlash.SectorSize) + offset, part);
            bytes = bytes[part.Length..];
            offset = 0;
        }
    }

    private void ProgramSnapshot(ReadOnlySpan<byte> bytes, ushort[] sectors, int page)
    {
        var offset = page * NorFlash.PageSize;
        foreach (var sector in sectors)
        {
            var part = bytes[..Math.Min(bytes.Length, NorFlash.SectorSize - offset)];
            _partition.Program((sector * NorFlash.SectorSize) + offset, part);
            bytes = bytes[part.Length..];
            offset = 0;
        }
    }

    private void Format()
    {
        _log.Format();
        Commit(DirectoryNode.Empty, BoardPath.Parse(@"I:\"));
    }

    private ushort[] AllocateErased(int count)
    {
        var sectors = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            sectors[i] = _map.Allocate();
            _partition.EraseSector(sectors[i]);
        }

        return sectors;
    }

    private bool LeavesEnough(DirectoryNode root, bool appends, int count)
    {
        _after.Clear();
        MarkRoots(_after);
        foreach (var file in root.Files())
            _after.Mark(file);
        MarkOpenFiles?.Invoke(_after);
        var previous = appends ? 0 : _snapshot.Length;
        return _after.Free - count - previous >= MinimumFreeFor(count, previous);
    }

    private void EnsureMap()
    {
        if (_mapIsStale)
            RebuildMap(Root);
    }

    /// <summary>Marks what the current tree, a tree about to be committed, and open files name. Everything else is free.</summary>
    private void RebuildMap(DirectoryNode next)
    {
        _map.Clear();
        MarkRoots(_map);
        foreach (var sector in _snapshot)
            _map.Mark(sector);
        foreach (var sector in _previous)
            _map.Mark(sector);
        foreach (var file in Root.Files())
            _map.Mark(file);
        if (!ReferenceEquals(next, Root))
        {
            foreach (var file in next.Files())
                _map.Mark(file);
        }

        MarkOpenFiles?.Invoke(_map);
        _mapIsStale = false;
    }

    private static void MarkRoots(SectorMap map)
    {
        for (var sector = 0; sector < RootLog.SectorCount; sector++)
            map.Mark(sector);
    }
}
