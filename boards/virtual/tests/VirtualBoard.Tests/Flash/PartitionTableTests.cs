using VirtualBoard.Flash;

namespace VirtualBoard.Tests.Flash;

public sealed class PartitionTableTests
{
    private const int Size = 0x40000;

    private static readonly PartitionEntry Nvs = new("nvs", "data", "nvs", 0x9000, 0x6000);
    private static readonly PartitionEntry Config = new("config", "data", "littlefs", 0x20000, 0x10000);

    private static NorFlash NewFlash() => new(Size, new MemoryFlashContents(Size), new RandomStream(1));

    [Fact]
    public void A_partition_addresses_its_own_part_of_the_chip()
    {
        using var flash = NewFlash();
        var table = new PartitionTable(flash, [Config, Nvs]);
        Assert.Equal(["nvs", "config"], table.Partitions.Select(p => p.Name));
        var config = table["config"];
        config.Program(1, [7]);
        config.EraseSector(2);
        var bytes = new byte[3];
        flash.Read(0x20000, bytes);
        Assert.Equal([0xFF, 7, 0xFF], bytes);
        config.Read(0, bytes);
        Assert.Equal([0xFF, 7, 0xFF], bytes);
        Assert.Equal(1, config.GetEraseCount(2));
        Assert.Equal(1, flash.GetEraseCount(0x22));
        Assert.Equal(16, config.SectorCount);
    }

    [Fact]
    public void A_partition_cannot_be_left()
    {
        using var flash = NewFlash();
        var config = new PartitionTable(flash, [Config])["config"];
        Assert.Contains("config", Assert.Throws<ArgumentOutOfRangeException>(() => config.Read(0xFFFF, new byte[2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => config.Read(-1, new byte[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => config.Program(0x10000, [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => config.EraseSector(16));
        Assert.Throws<ArgumentOutOfRangeException>(() => config.EraseSector(-1));
    }

    [Fact]
    public void A_name_that_is_not_there_lists_those_that_are()
    {
        using var flash = NewFlash();
        var table = new PartitionTable(flash, [Nvs, Config]);
        Assert.False(table.TryGet("Config", out _));
        Assert.Contains("nvs, config", Assert.Throws<KeyNotFoundException>(() => table["x"]).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, PartitionEntry> Wrong => new()
    {
        { "overlaps \"config\"", new("x", "data", "nvs", 0x2F000, 0x1000) },
        { "overlaps \"config\"", new("x", "data", "nvs", 0x1F000, 0x2000) },
        { "overlaps \"config\"", new("x", "data", "nvs", 0x10000, 0x30000) },
        { "outside of the chip", new("x", "data", "nvs", 0x30000, 0x11000) },
        { "outside of the chip", new("x", "data", "nvs", 0x7FFFF000, 0x7FFFF000) },
        { "the name of an earlier entry", new("config", "data", "nvs", 0x30000, 0x1000) },
        { "inside the bootloader", new("x", "data", "nvs", 0x8000, 0x1000) },
        { "a multiple of 0x1000", new("x", "data", "nvs", 0x30800, 0x1000) },
        { "a multiple of 0x10000", new("x", "app", "factory", 0x31000, 0x1000) },
        { "a positive multiple", new("x", "data", "nvs", 0x30000, 0) },
        { "a positive multiple", new("x", "data", "nvs", 0x30000, -0x1000) },
        { "a positive multiple", new("x", "data", "nvs", 0x30000, 0x1001) },
        { "not a name", new(string.Empty, "data", "nvs", 0x30000, 0x1000) },
        { "not a name", new("seventeen-letters", "data", "nvs", 0x30000, 0x1000) },
        { "\"app\" or \"data\"", new("x", "rom", "nvs", 0x30000, 0x1000) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_entry_is_an_error_that_names_it(string expected, PartitionEntry entry)
    {
        using var flash = NewFlash();
        var error = Assert.Throws<PartitionTableException>(() => new PartitionTable(flash, [Config, entry]));
        Assert.StartsWith("Partition 1: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains($"\"{entry.Name}\"", error.Message, StringComparison.Ordinal);
    }
}
