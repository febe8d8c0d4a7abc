using VirtualBoard.FileSystem;
using VirtualBoard.Flash;

namespace VirtualBoard.Tests.FileSystem;

public sealed class DamageTests
{
    [Fact]
    public void A_blank_partition_is_formatted_and_that_is_told()
    {
        var rig = new VolumeRig();
        var files = rig.Mount();
        Assert.True(files.FormattedOnMount);
        Assert.Equal("the partition is blank", files.FormatReason);
        Assert.Empty(files.Enumerate(@"I:\"));
        files = rig.Mount();
        Assert.False(files.FormattedOnMount);
        Assert.Null(files.FormatReason);
    }

    [Fact]
    public void Garbage_is_formatted_whatever_it_is()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var rig = new VolumeRig(sectors: 16);
            rig.Partition.Program(0, VolumeRig.Bytes(rig.Partition.Size, seed));
            var files = rig.Mount();
            Assert.Equal("the partition holds no valid root record", files.FormatReason);
            files.WriteAllBytes(@"I:\a", VolumeRig.Bytes(9_000, seed));
            files = rig.Mount();
            Assert.False(files.FormattedOnMount);
            Assert.Equal(VolumeRig.Bytes(9_000, seed), files.ReadAllBytes(@"I:\a"));
        }
    }

    [Fact]
    public void A_volume_made_for_a_partition_of_another_size_is_formatted()
    {
        var rig = new VolumeRig(sectors: 64);
        rig.Mount().WriteAllBytes(@"I:\a", [1]);
        var entry = new PartitionEntry("config", "data", "littlefs", rig.Partition.Offset, 0x20000);
        var smaller = new PartitionTable(rig.Flash, [entry])["config"];
        Assert.True(BoardFileSystem.Mount(smaller).FormattedOnMount);
    }

    [Fact]
    public void A_partition_too_small_for_a_volume_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new VolumeRig(sectors: 7).Mount());
        Assert.Contains("has 7 sectors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_damaged_byte_of_the_metadata_breaks_the_mount_or_shows_what_was_never_there()
    {
        var rig = new VolumeRig(sectors: 16);
        var files = rig.Mount();
        var history = new HashSet<string> { VolumeRig.Dump(files) };
        Action[] steps =
        [
            () => files.CreateDirectory(@"I:\d"),
            () => files.WriteAllBytes(@"I:\d\large", VolumeRig.Bytes(9_000, 1)),
            () => files.WriteAllBytes(@"I:\small", VolumeRig.Bytes(400, 2)),
            () => files = rig.Mount(),
            () => files.WriteAllBytes(@"I:\small", VolumeRig.Bytes(410, 3)),
            () => files.WriteAllBytes(@"I:\small", VolumeRig.Bytes(420, 4)),
            () => files.WriteAllBytes(@"I:\d\large", VolumeRig.Bytes(8_000, 5)),
        ];
        foreach (var step in steps)
        {
            step();
            history.Add(VolumeRig.Dump(files));
        }

        var newest = VolumeRig.Dump(files);
        var (unchanged, older) = (0, 0);
        foreach (var sector in files.Volume.SnapshotSectors.Select(s => (int)s).Concat([0, 1]))
        {
            for (var i = 0; i < NorFlash.SectorSize; i++)
            {
                var bit = (byte)(1 << (i % 8));
                rig.Flip((sector * NorFlash.SectorSize) + i, bit);
                var mounted = rig.Mount();
                Assert.Null(mounted.FormatReason);
                var state = VolumeRig.Dump(mounted);
                rig.Flip((sector * NorFlash.SectorSize) + i, bit);
                // The large file's old blocks may have been used again: then it says so itself.
                Assert.True(
                    history.Contains(state) || state.Contains(@"I:\d\large corrupted", StringComparison.Ordinal),
                    $"sector {sector}, byte {i}: {state}");
                unchanged += state == newest ? 1 : 0;
                older += state != newest ? 1 : 0;
            }
        }

        Assert.True(unchanged > 1_000, "hardly any damage was without effect");
        Assert.True(older > 300, "hardly any damage had an effect");
    }

    [Fact]
    public void A_damaged_volume_goes_on_being_written_without_losing_more()
    {
        var origin = new VolumeRig(sectors: 16);
        var files = origin.Mount();
        for (var i = 0; i < 20; i++)
            files.WriteAllBytes(@"I:\small", VolumeRig.Bytes(300, i));
        var snapshot = files.Volume.SnapshotSectors[0];
        for (var i = 0; i < NorFlash.SectorSize; i += 5)
        {
            foreach (var sector in (int[])[snapshot, 0])
            {
                var rig = origin.Fork(1);
                rig.Flip((sector * NorFlash.SectorSize) + i, 0x11);
                files = rig.Mount();
                Assert.False(files.FormattedOnMount);
                files.WriteAllBytes(@"I:\after", VolumeRig.Bytes(5_000, 1));
                files.WriteAllBytes(@"I:\small", [7]);
                files = rig.Mount();
                Assert.False(files.FormattedOnMount);
                Assert.Equal(VolumeRig.Bytes(5_000, 1), files.ReadAllBytes(@"I:\after"));
                Assert.Equal([7], files.ReadAllBytes(@"I:\small"));
                Assert.Equal(0, rig.Flash.ImpossibleProgramCount);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_previous_snapshot_survives_whatever_is_written_before_the_next_commit(bool isKnownFromMount)
    {
        var rig = new VolumeRig(sectors: 16);
        var files = rig.Mount();
        files.WriteAllBytes(@"I:\a", VolumeRig.Bytes(300, 1));
        var previous = VolumeRig.Dump(files);
        files = rig.Mount();
        using (var file = files.Open(@"I:\a", FileMode.Open, FileAccess.Write))
        {
            // Sectors between the two snapshots that are free again, so that the previous one is not the last in the circle.
            file.Write(VolumeRig.Bytes(9_000, 2));
            file.SetLength(0);
            file.Seek(0, SeekOrigin.Begin);
            file.Write(VolumeRig.Bytes(300, 2));
        }

        var newest = files.Volume.SnapshotSectors[0];
        if (isKnownFromMount)
            files = rig.Mount();
        var filler = files.Open(@"I:\a", FileMode.Open, FileAccess.Write);
        Assert.Throws<FileSystemException>(() => filler.Write(VolumeRig.Bytes(rig.Partition.Size, 3)));

        rig.Flip(newest * NorFlash.SectorSize, 1);
        files = rig.Mount();
        Assert.Null(files.FormatReason);
        Assert.Equal(1, files.Volume.DamagedSnapshots);
        Assert.Equal(previous, VolumeRig.Dump(files));
    }

    [Fact]
    public void Damaged_content_is_an_error_of_that_file_alone()
    {
        var rig = new VolumeRig();
        var files = rig.Mount();
        files.WriteAllBytes(@"I:\bad", VolumeRig.Bytes(10_000, 1));
        files.WriteAllBytes(@"I:\good", VolumeRig.Bytes(10_000, 2));
        FlipContent(rig, VolumeRig.Bytes(10_000, 1), 4_100);

        files = rig.Mount();
        Assert.False(files.FormattedOnMount);
        Assert.Equal(VolumeRig.Bytes(10_000, 2), files.ReadAllBytes(@"I:\good"));
        var error = Assert.Throws<FileSystemException>(() => files.ReadAllBytes(@"I:\bad"));
        Assert.Equal(FileSystemError.Corrupted, error.Kind);
        Assert.Contains("CRC", error.Message, StringComparison.Ordinal);

        using (var bad = files.Open(@"I:\bad", FileMode.Open, FileAccess.Read))
        {
            var head = new byte[4_096];
            Assert.Equal(4_096, bad.Read(head));
            Assert.Equal(VolumeRig.Bytes(10_000, 1)[..4_096], head);
        }

        files.WriteAllBytes(@"I:\bad", [1]);
        Assert.Equal([1], rig.Mount().ReadAllBytes(@"I:\bad"));
    }

    [Fact]
    public void A_write_that_meets_damaged_content_changes_nothing()
    {
        var rig = new VolumeRig();
        var files = rig.Mount();
        files.WriteAllBytes(@"I:\bad", VolumeRig.Bytes(10_000, 1));
        FlipContent(rig, VolumeRig.Bytes(10_000, 1), 4_100);
        using (var file = files.Open(@"I:\bad", FileMode.Open, FileAccess.ReadWrite))
        {
            file.Write([1, 2, 3]);
            file.Seek(5_000, SeekOrigin.Begin);
            Assert.Equal(FileSystemError.Corrupted, Assert.Throws<FileSystemException>(() => file.Write([1])).Kind);
            Assert.Throws<FileSystemException>(() => file.Write([1]));
        }

        using var again = files.Open(@"I:\bad", FileMode.Open, FileAccess.Read);
        var head = new byte[10];
        again.Read(head);
        Assert.Equal(VolumeRig.Bytes(10_000, 1)[..10], head);
    }

    /// <summary>Damages one byte of a file's content, found by what is stored.</summary>
    private static void FlipContent(VolumeRig rig, byte[] content, int position)
    {
        var volume = new byte[rig.Partition.Size];
        rig.Partition.Read(0, volume);
        var block = position / NorFlash.SectorSize * NorFlash.SectorSize;
        var found = volume.AsSpan().IndexOf(content.AsSpan(block, 1_000));
        Assert.True(found >= 0);
        rig.Flip(found + position - block, 0x04);
    }
}
