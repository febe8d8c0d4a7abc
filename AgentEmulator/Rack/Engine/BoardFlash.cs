using AgentEmulator.Rack.Journal;
using VirtualBoard.Boards;
using VirtualBoard.Flash;

namespace AgentEmulator.Rack.Engine;

/// <summary>The flash chip of a virtual board over all of its cycles: emptied by each factory reset, worn by all of them.</summary>
internal sealed class BoardFlash
{
    private readonly int _firstSector;
    private readonly int _sectors;
    private readonly byte[] _bytes = new byte[NorFlash.SectorSize];
    private long _atBegin;

    /// <param name="definition">What kind of board.</param>
    /// <param name="before">Wear when the run was interrupted; null for a new board.</param>
    public BoardFlash(BoardDefinition definition, FlashFigures? before)
    {
        Contents = new MemoryFlashContents(definition.FlashSize);
        var volume = definition.Partitions.First(p => p.Name == "config");
        _firstSector = volume.Offset / NorFlash.SectorSize;
        _sectors = volume.Size / NorFlash.SectorSize;
        for (var i = 0; before is not null && i < Math.Min(_sectors, before.Wear.Count); i++)
            Contents.SetEraseCount(_firstSector + i, before.Wear[i]);
    }

    public MemoryFlashContents Contents { get; }

    /// <summary>Factory reset: every sector of the volume that holds something is erased, as a flasher does.</summary>
    public int Reset()
    {
        var erased = 0;
        _atBegin = Total();
        for (var sector = _firstSector; sector < _firstSector + _sectors; sector++)
        {
            Contents.Read(sector * NorFlash.SectorSize, _bytes);
            if (!_bytes.AsSpan().ContainsAnyExcept(NorFlash.ErasedByte))
                continue;
            Contents.EraseSector(sector);
            Contents.SetEraseCount(sector, Contents.GetEraseCount(sector) + 1);
            erased++;
        }

        return erased;
    }

    public FlashFigures Figures(int endurance)
    {
        var wear = new int[_sectors];
        for (var i = 0; i < _sectors; i++)
            wear[i] = Contents.GetEraseCount(_firstSector + i);
        var worst = Array.IndexOf(wear, wear.Max());
        var total = Total();
        return new FlashFigures(total, _firstSector + worst, wear[worst], total - _atBegin, endurance, _firstSector, wear);
    }

    private long Total()
    {
        var total = 0L;
        for (var i = 0; i < _sectors; i++)
            total += Contents.GetEraseCount(_firstSector + i);
        return total;
    }
}
