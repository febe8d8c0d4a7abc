using System.Collections;

namespace VirtualBoard.FileSystem;

/// <summary>Which sectors of a volume hold something. Free ones are handed out in a circle, so that all wear alike.</summary>
internal sealed class SectorMap(int sectorCount)
{
    private readonly BitArray _used = new(sectorCount);

    /// <summary>Gets how many sectors are free.</summary>
    public int Free { get; private set; } = sectorCount;

    /// <summary>Gets or sets where the search for a free sector begins.</summary>
    public int Cursor { get; set; }

    public void Clear()
    {
        _used.SetAll(false);
        Free = _used.Count;
    }

    public void Mark(int sector)
    {
        if (_used[sector])
            return;
        _used[sector] = true;
        Free--;
    }

    public void Mark(FileNode file)
    {
        foreach (var block in file.Blocks)
            Mark(block.Sector);
    }

    /// <summary>Takes the next free sector. The caller made sure that there is one.</summary>
    public ushort Allocate()
    {
        for (var i = 0; i < _used.Count; i++)
        {
            var sector = (Cursor + i) % _used.Count;
            if (_used[sector])
                continue;
            Mark(sector);
            Cursor = (sector + 1) % _used.Count;
            return (ushort)sector;
        }

        throw new InvalidOperationException("No sector is free although the file system counted on one.");
    }
}
