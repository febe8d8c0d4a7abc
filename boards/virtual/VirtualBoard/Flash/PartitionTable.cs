using System.Diagnostics.CodeAnalysis;

namespace VirtualBoard.Flash;

/// <summary>The partitions of a chip, in ascending order of their offsets.</summary>
public sealed class PartitionTable
{
    /// <summary>First byte that a partition may use: below lie the bootloader and the partition table itself.</summary>
    public const int FirstUsableOffset = 0x9000;

    private const int AppAlignment = 0x10000;
    private const int MaxNameLength = 16;

    private readonly Partition[] _partitions;

    /// <summary>Lays a table over a chip.</summary>
    /// <param name="flash">The chip.</param>
    /// <param name="entries">The table, in any order.</param>
    /// <exception cref="PartitionTableException">An entry overlaps another, leaves the chip, or is malformed.</exception>
    public PartitionTable(NorFlash flash, IReadOnlyList<PartitionEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(flash);
        ArgumentNullException.ThrowIfNull(entries);
        if (Check(entries, flash.Size) is { } problem)
            throw new PartitionTableException(problem);
        _partitions = [.. entries.OrderBy(e => e.Offset).Select(e => new Partition(flash, e))];
    }

    /// <summary>Gets all partitions.</summary>
    public IReadOnlyList<Partition> Partitions => _partitions;

    /// <summary>Gets a partition by its name.</summary>
    /// <param name="name">The label, case-sensitive.</param>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those there are.</exception>
    public Partition this[string name] => TryGet(name, out var partition)
        ? partition
        : throw new KeyNotFoundException(
            $"There is no partition \"{name}\"; there are {string.Join(", ", _partitions.Select(p => p.Name))}.");

    /// <summary>Looks for a partition.</summary>
    /// <param name="name">The label, case-sensitive.</param>
    /// <param name="partition">The partition found.</param>
    /// <returns>Whether there is one of that name.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out Partition? partition)
    {
        partition = Array.Find(_partitions, p => p.Name == name);
        return partition is not null;
    }

    /// <summary>Looks for the first entry that is wrong.</summary>
    internal static PartitionProblem? Check(IReadOnlyList<PartitionEntry> entries, int flashSize)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (CheckAlone(i, entries[i], flashSize) is { } problem)
                return problem;
            for (var j = 0; j < i; j++)
            {
                if (CheckPair(i, entries[i], entries[j]) is { } clash)
                    return clash;
            }
        }

        return null;
    }

    private static PartitionProblem? CheckAlone(int index, PartitionEntry entry, int flashSize)
    {
        if (entry.Name.Length is 0 or > MaxNameLength || !entry.Name.All(char.IsAscii))
        {
            return new(index, "name", $"\"{entry.Name}\" is not a name; expected 1 to {MaxNameLength} ASCII characters.");
        }

        if (entry.Type is not ("app" or "data"))
            return new(index, "type", $"\"{entry.Name}\" has type \"{entry.Type}\"; expected \"app\" or \"data\".");
        var alignment = entry.Type == "app" ? AppAlignment : NorFlash.SectorSize;
        if (entry.Offset < FirstUsableOffset)
        {
            return new(
                index,
                "offset",
                $"\"{entry.Name}\" begins at 0x{entry.Offset:X}, inside the bootloader or the partition table; "
                + $"expected 0x{FirstUsableOffset:X} or more.");
        }

        if (entry.Offset % alignment != 0)
        {
            return new(
                index, "offset", $"\"{entry.Name}\" begins at 0x{entry.Offset:X}; expected a multiple of 0x{alignment:X}.");
        }

        if (entry.Size <= 0 || entry.Size % NorFlash.SectorSize != 0)
        {
            return new(
                index,
                "size",
                $"\"{entry.Name}\" has size 0x{entry.Size:X}; expected a positive multiple of 0x{NorFlash.SectorSize:X}.");
        }

        return entry.End > flashSize
            ? new(index, "size", $"\"{entry.Name}\" ends at 0x{entry.End:X}, outside of the chip's 0x{flashSize:X} bytes.")
            : null;
    }

    private static PartitionProblem? CheckPair(int index, PartitionEntry entry, PartitionEntry earlier)
    {
        if (entry.Name == earlier.Name)
            return new(index, "name", $"\"{entry.Name}\" is the name of an earlier entry; expected a name of its own.");
        return entry.Offset < earlier.End && earlier.Offset < entry.End
            ? new(
                index,
                "offset",
                $"\"{entry.Name}\" (0x{entry.Offset:X} to 0x{entry.End:X}) overlaps \"{earlier.Name}\" "
                + $"(0x{earlier.Offset:X} to 0x{earlier.End:X}).")
            : null;
    }
}
