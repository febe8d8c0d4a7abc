using VirtualBoard.FileSystem;
using VirtualBoard.Flash;

namespace VirtualBoard.Tests.FileSystem;

public sealed class WearTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    public void Two_thousand_small_commits_wear_all_sectors_alike(int commitsPerBoot)
    {
        var rig = new VolumeRig();
        var files = rig.Mount();
        files.WriteAllBytes(@"I:\provision.json", VolumeRig.Bytes(300, 1));
        files.WriteAllBytes(@"I:\config.0", []);
        files.WriteAllBytes(@"I:\config.1", []);
        var before = rig.Flash.OperationCount;
        var erasesBefore = rig.Flash.EraseCount;
        for (var i = 0; i < 2_000; i++)
        {
            if (commitsPerBoot > 0 && i % commitsPerBoot == 0)
                files = rig.Mount();
            files.WriteAllBytes($@"I:\config.{i % 2}", VolumeRig.Bytes(250, i));
        }

        var wear = Enumerable.Range(0, 64).Select(rig.Partition.GetEraseCount).ToArray();
        var data = wear.AsSpan(2).ToArray();
        Assert.InRange(data.Max() - data.Min(), 0, 2);
        Assert.InRange(wear[0], 1, data.Max() + 2);
        Assert.InRange(Math.Abs(wear[0] - wear[1]), 0, 1);
        // A small commit is a few page programs, and an erase only now and then.
        Assert.InRange(rig.Flash.EraseCount - erasesBefore, 1, 2_000 / 3);
        Assert.InRange(rig.Flash.OperationCount - before, 2_000 * 2, 2_000 * 8);
        Assert.Equal(0, rig.Flash.ImpossibleProgramCount);
    }

    [Fact]
    public void Files_that_stay_do_not_concentrate_the_wear_on_one_free_sector()
    {
        var rig = new VolumeRig();
        var files = rig.Mount();
        files.WriteAllBytes(@"I:\static", VolumeRig.Bytes(40 * NorFlash.SectorSize, 1));
        var before = Enumerable.Range(0, 64).Select(rig.Partition.GetEraseCount).ToArray();
        for (var i = 0; i < 300; i++)
            files.WriteAllBytes(@"I:\changing", VolumeRig.Bytes(600, i));
        var wear = Enumerable.Range(2, 62).Select(s => rig.Partition.GetEraseCount(s) - before[s]).ToArray();
        Assert.Equal(40, wear.Count(w => w == 0));
        var free = wear.Where(w => w > 0).ToArray();
        Assert.InRange(free.Max() - free.Min(), 0, 2);
    }
}
