using System.Diagnostics.CodeAnalysis;
using AgentEmulator.Boards;
using VirtualBoard;
using VirtualBoard.Boards;
using VirtualBoard.FileSystem;
using VirtualBoard.Flash;

namespace AgentEmulator.Exploration;

/// <summary>A board of a <see cref="FactoryLab"/>, and what is known of its life.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The chip disposes its contents, and the lab the chip.")]
internal sealed class FactoryBoard
{
    private readonly MemoryFlashContents _contents;

    public FactoryBoard(Lab lab, BoardDefinition definition, string name)
    {
        _contents = new MemoryFlashContents(definition.FlashSize);
        Board = lab.AddBoard(definition, new BoardOptions { Name = name, FlashContents = _contents });
        DeviceId = Provisioning.DeviceId(Board.Mac);
    }

    public Board Board { get; }

    public string Name => Board.Name;

    public string DeviceId { get; }

    public BoardHistory History { get; } = new();

    /// <summary>Whether the boot under way says that it is activated, and the impCloud agrees.</summary>
    public bool IsActivated => Board.Current is not null && History is { IsActivated: true, CloudActivated: true };

    /// <summary>Why the boot under way does not go on by itself; null while it does, and without power.</summary>
    public string? Reason => Board.Current is null ? null : History.Reason;

    /// <summary>How many bits of its flash were flipped: what its flash promises is then less.</summary>
    public int FlippedBits { get; set; }

    /// <summary>Hash of all that is in its flash.</summary>
    public UInt128 HashFlash() => _contents.HashContent();

    /// <summary>Sectors of its flash that hold something.</summary>
    public IReadOnlyList<int> UsedSectors() => _contents.UsedSectors();

    /// <summary>The configuration that a boot would find now. Reads a copy of the flash, so that the board does not notice.</summary>
    public StoredConfiguration ReadConfiguration()
    {
        using var copy = new NorFlash(_contents.Size, _contents.Clone(), new RandomStream(0));
        var files = BoardFileSystem.Mount(new PartitionTable(copy, Board.Definition.Partitions)["config"]);
        return StoredConfiguration.Read(files);
    }
}
