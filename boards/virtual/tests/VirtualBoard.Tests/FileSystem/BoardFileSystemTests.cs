using VirtualBoard.FileSystem;
using VirtualBoard.Flash;

namespace VirtualBoard.Tests.FileSystem;

public sealed class BoardFileSystemTests
{
    private readonly VolumeRig _rig = new();
    private readonly BoardFileSystem _files;

    public BoardFileSystemTests() => _files = _rig.Mount();

    private static void Refused(FileSystemError kind, Action action)
    {
        var error = Assert.Throws<FileSystemException>(action);
        Assert.Equal(kind, error.Kind);
        Assert.StartsWith(error.Path + ": ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(100_000)]
    public void A_file_comes_back_as_it_was_written_also_after_a_reboot(int length)
    {
        var content = VolumeRig.Bytes(length, length);
        _files.WriteAllBytes(@"I:\a.bin", content);
        Assert.Equal(content, _files.ReadAllBytes(@"I:\a.bin"));
        var mounted = _rig.Mount();
        Assert.Equal(content, mounted.ReadAllBytes(@"I:\a.bin"));
        Assert.Equal(new BoardFileInfo("a.bin", false, length), mounted.GetInfo(@"I:\a.bin"));
    }

    [Fact]
    public void Nothing_is_durable_before_close_but_the_empty_file_itself()
    {
        var file = _files.Open(@"I:\a", FileMode.Create, FileAccess.Write);
        file.Write(VolumeRig.Bytes(10_000, 1));
        file.Flush();
        Assert.Equal(0, _files.GetInfo(@"I:\a")!.Length);
        Assert.Empty(_rig.Fork(1).Mount().ReadAllBytes(@"I:\a"));
        file.Close();
        Assert.Equal(10_000, _rig.Fork(1).Mount().ReadAllBytes(@"I:\a").Length);
    }

    [Fact]
    public void Creating_over_an_existing_file_keeps_the_old_content_until_close()
    {
        _files.WriteAllBytes(@"I:\a", [1, 2, 3]);
        var file = _files.Open(@"I:\a", FileMode.Create, FileAccess.ReadWrite);
        Assert.Equal(0, file.Length);
        Assert.Equal([1, 2, 3], _rig.Fork(1).Mount().ReadAllBytes(@"I:\a"));
        file.Close();
        Assert.Empty(_rig.Fork(1).Mount().ReadAllBytes(@"I:\a"));
    }

    [Fact]
    public void A_small_commit_costs_a_few_pages_and_a_close_without_changes_nothing()
    {
        _files.WriteAllBytes(@"I:\config.0", VolumeRig.Bytes(300, 1));
        var before = _rig.Flash.OperationCount;
        _files.WriteAllBytes(@"I:\config.0", VolumeRig.Bytes(300, 2));
        Assert.InRange(_rig.Flash.OperationCount - before, 2, 4);
        before = _rig.Flash.OperationCount;
        using (var file = _files.Open(@"I:\config.0", FileMode.Open, FileAccess.ReadWrite))
            file.SetLength(300);
        Assert.Equal(before, _rig.Flash.OperationCount);
    }

    [Fact]
    public void Open_modes_are_those_of_dotnet()
    {
        _files.WriteAllBytes(@"I:\a", [1, 2, 3]);
        Refused(FileSystemError.AlreadyExists, () => _files.Open(@"I:\a", FileMode.CreateNew, FileAccess.Write));
        Refused(FileSystemError.NotFound, () => _files.Open(@"I:\b", FileMode.Open, FileAccess.Read));
        Refused(FileSystemError.NotFound, () => _files.Open(@"I:\b", FileMode.Truncate, FileAccess.Write));
        Assert.Null(_files.GetInfo(@"I:\b"));

        using (var file = _files.Open(@"I:\a", FileMode.OpenOrCreate, FileAccess.ReadWrite))
            Assert.Equal((3, 0), (file.Length, file.Position));
        using (var file = _files.Open(@"I:\a", FileMode.Append, FileAccess.Write))
        {
            Assert.Equal(3, file.Position);
            file.Write([4]);
        }

        Assert.Equal([1, 2, 3, 4], _files.ReadAllBytes(@"I:\a"));
        using (var file = _files.Open(@"I:\a", FileMode.Truncate, FileAccess.Write))
            file.Write([9]);
        Assert.Equal([9], _files.ReadAllBytes(@"I:\a"));
        _files.Open(@"I:\c", FileMode.OpenOrCreate, FileAccess.Read).Close();
        Assert.True(_files.FileExists(@"I:\c"));

        Assert.Throws<ArgumentException>(() => _files.Open(@"I:\a", FileMode.Create, FileAccess.Read));
        Assert.Throws<ArgumentException>(() => _files.Open(@"I:\a", FileMode.Append, FileAccess.ReadWrite));
        Assert.Throws<ArgumentOutOfRangeException>(() => _files.Open(@"I:\a", (FileMode)7, FileAccess.Read));
        Assert.Throws<ArgumentOutOfRangeException>(() => _files.Open(@"I:\a", FileMode.Open, 0));
    }

    [Fact]
    public void A_handle_does_only_what_it_was_opened_for()
    {
        _files.WriteAllBytes(@"I:\a", [1, 2, 3]);
        using var reader = _files.Open(@"I:\a", FileMode.Open, FileAccess.Read);
        Refused(FileSystemError.Unauthorized, () => reader.Write([1]));
        Refused(FileSystemError.Unauthorized, () => reader.SetLength(0));
        using var writer = _files.Open(@"I:\a", FileMode.Open, FileAccess.Write);
        Refused(FileSystemError.Unauthorized, () => writer.Read(new byte[1]));
        writer.Close();
        Assert.Throws<ObjectDisposedException>(() => writer.Write([1]));
        Assert.Throws<ObjectDisposedException>(() => writer.Length);
        writer.Close();
        Refused(FileSystemError.Unauthorized, () => _files.Open(@"I:\", FileMode.Open, FileAccess.Read));
    }

    [Fact]
    public void Positions_behave_as_lseek_has_it()
    {
        using var file = _files.Open(@"I:\a", FileMode.Create, FileAccess.ReadWrite);
        file.Write([1, 2, 3, 4]);
        Assert.Equal(2, file.Seek(-2, SeekOrigin.End));
        Assert.Equal(3, file.Seek(1, SeekOrigin.Current));
        var two = new byte[2];
        Assert.Equal(1, file.Read(two));
        Assert.Equal([4, 0], two);
        Assert.Equal(0, file.Read(two));
        Refused(FileSystemError.OutOfRange, () => file.Seek(-1, SeekOrigin.Begin));
        Refused(FileSystemError.OutOfRange, () => file.Seek(long.MaxValue, SeekOrigin.Current));
        Assert.Equal(4, file.Position);

        Assert.Equal(6_000, file.Seek(6_000, SeekOrigin.Begin));
        Assert.Equal(0, file.Read(two));
        Assert.Equal(4, file.Length);
        file.Write([9]);
        Assert.Equal(6_001, file.Length);
        file.Close();
        Assert.Equal([1, 2, 3, 4, .. new byte[5_996], 9], _rig.Mount().ReadAllBytes(@"I:\a"));
    }

    [Fact]
    public void Setting_the_length_cuts_off_or_fills_with_zeros_and_leaves_the_position()
    {
        using (var file = _files.Open(@"I:\a", FileMode.Create, FileAccess.ReadWrite))
        {
            file.Write(VolumeRig.Bytes(10_000, 1));
            file.SetLength(5_000);
            Assert.Equal(10_000, file.Position);
            file.SetLength(9_000);
            Refused(FileSystemError.OutOfRange, () => file.SetLength(-1));
            Refused(FileSystemError.OutOfRange, () => file.SetLength(1L << 31));
        }

        Assert.Equal([.. VolumeRig.Bytes(10_000, 1)[..5_000], .. new byte[4_000]], _rig.Mount().ReadAllBytes(@"I:\a"));
    }

    [Fact]
    public void Directories_are_made_with_those_above_listed_in_order_and_deleted_when_empty()
    {
        _files.CreateDirectory(@"I:\d\e\f");
        _files.CreateDirectory(@"I:\d\e");
        _files.CreateDirectory(@"I:\");
        _files.WriteAllBytes(@"I:\d\b", [1, 2]);
        _files.WriteAllBytes(@"I:\d\A", []);
        Assert.Equal(
            [new("A", false, 0), new("b", false, 2), new BoardFileInfo("e", true, 0)],
            _rig.Mount().Enumerate(@"I:\d"));

        var files = _rig.Mount();
        Refused(FileSystemError.NotEmpty, () => files.DeleteDirectory(@"I:\d"));
        Refused(FileSystemError.DirectoryNotFound, () => files.DeleteDirectory(@"I:\x"));
        Refused(FileSystemError.Unauthorized, () => files.DeleteDirectory(@"I:\d\b"));
        Refused(FileSystemError.Unauthorized, () => files.DeleteDirectory(@"I:\", recursive: true));
        Refused(FileSystemError.DirectoryNotFound, () => files.Enumerate(@"I:\x"));
        Refused(FileSystemError.DirectoryNotFound, () => files.Enumerate(@"I:\d\b"));
        Refused(FileSystemError.AlreadyExists, () => files.CreateDirectory(@"I:\d\b"));
        Refused(FileSystemError.AlreadyExists, () => files.CreateDirectory(@"I:\d\b\c"));
        Refused(FileSystemError.Unauthorized, () => files.Delete(@"I:\d"));
        Refused(FileSystemError.DirectoryNotFound, () => files.WriteAllBytes(@"I:\x\a", [1]));
        Refused(FileSystemError.DirectoryNotFound, () => files.WriteAllBytes(@"I:\d\b\a", [1]));
        files.DeleteDirectory(@"I:\d\e\f");
        Assert.False(files.DirectoryExists(@"I:\d\e\f"));
        files.DeleteDirectory(@"I:\d", recursive: true);
        Assert.Equal(string.Empty, VolumeRig.Dump(_rig.Mount()));
    }

    [Fact]
    public void Existence_tells_files_and_directories_apart()
    {
        _files.CreateDirectory(@"I:\d");
        _files.WriteAllBytes(@"I:\f", [1]);
        Assert.Equal((true, false), (_files.FileExists(@"I:\f"), _files.DirectoryExists(@"I:\f")));
        Assert.Equal((false, true), (_files.FileExists(@"I:\d"), _files.DirectoryExists(@"I:\d")));
        Assert.Equal((false, true), (_files.FileExists(@"I:\"), _files.DirectoryExists(@"I:\")));
        Assert.Equal((false, false), (_files.FileExists(@"I:\f\x"), _files.DirectoryExists(@"I:\x")));
    }

    [Fact]
    public void Deleting_what_is_not_there_is_refused()
    {
        Refused(FileSystemError.NotFound, () => _files.Delete(@"I:\a"));
        Refused(FileSystemError.DirectoryNotFound, () => _files.Delete(@"I:\d\a"));
    }

    [Fact]
    public void Moving_keeps_content_and_never_replaces()
    {
        _files.CreateDirectory(@"I:\d\e");
        _files.WriteAllBytes(@"I:\a", VolumeRig.Bytes(5_000, 1));
        _files.WriteAllBytes(@"I:\b", [2]);
        Refused(FileSystemError.AlreadyExists, () => _files.Move(@"I:\a", @"I:\b"));
        Refused(FileSystemError.AlreadyExists, () => _files.Move(@"I:\a", @"I:\d"));
        Refused(FileSystemError.AlreadyExists, () => _files.Move(@"I:\a", @"I:\a"));
        Refused(FileSystemError.NotFound, () => _files.Move(@"I:\x", @"I:\y"));
        Refused(FileSystemError.DirectoryNotFound, () => _files.Move(@"I:\a", @"I:\x\a"));
        Refused(FileSystemError.InvalidName, () => _files.Move(@"I:\d", @"I:\d\e\f"));
        Refused(FileSystemError.Unauthorized, () => _files.Move(@"I:\", @"I:\x"));
        _files.Move(@"I:\a", @"I:\d\e\a");
        _files.Move(@"I:\d", @"I:\c");
        var mounted = _rig.Mount();
        Assert.Equal(VolumeRig.Bytes(5_000, 1), mounted.ReadAllBytes(@"I:\c\e\a"));
        Assert.Equal(["b", "c"], mounted.Enumerate(@"I:\").Select(e => e.Name));
    }

    [Fact]
    public void Open_files_are_neither_deleted_nor_moved_and_nothing_above_them()
    {
        _files.CreateDirectory(@"I:\d\e");
        _files.WriteAllBytes(@"I:\d\e\a", [1]);
        using (_files.Open(@"I:\d\e\a", FileMode.Open, FileAccess.Read))
        {
            Refused(FileSystemError.InUse, () => _files.Delete(@"I:\d\e\a"));
            Refused(FileSystemError.InUse, () => _files.Move(@"I:\d\e\a", @"I:\b"));
            Refused(FileSystemError.InUse, () => _files.Move(@"I:\d", @"I:\b"));
            Refused(FileSystemError.InUse, () => _files.DeleteDirectory(@"I:\d", recursive: true));
        }

        Assert.Equal([1], _files.ReadAllBytes(@"I:\d\e\a"));
        _files.DeleteDirectory(@"I:\d", recursive: true);
    }

    [Fact]
    public void Two_handles_on_a_file_are_independent_and_the_last_one_closed_wins()
    {
        _files.WriteAllBytes(@"I:\a", VolumeRig.Bytes(6_000, 1));
        using var reader = _files.Open(@"I:\a", FileMode.Open, FileAccess.Read);
        var first = _files.Open(@"I:\a", FileMode.Open, FileAccess.ReadWrite);
        var second = _files.Open(@"I:\a", FileMode.Open, FileAccess.ReadWrite);
        first.Write([1, 1, 1]);
        second.SetLength(2);
        first.Close();
        Assert.Equal([1, 1, 1], _files.ReadAllBytes(@"I:\a")[..3]);
        // What the reader still needs is not handed out to others, however much is written.
        for (var i = 0; i < 100; i++)
            _files.WriteAllBytes(@"I:\b", VolumeRig.Bytes(9_000, i));
        var all = new byte[6_000];
        Assert.Equal(6_000, reader.Read(all));
        Assert.Equal(VolumeRig.Bytes(6_000, 1), all);
        second.Close();
        Assert.Equal(VolumeRig.Bytes(6_000, 1)[..2], _rig.Mount().ReadAllBytes(@"I:\a"));
    }

    [Fact]
    public void Handles_are_limited_as_file_descriptors_are()
    {
        _files.WriteAllBytes(@"I:\a", [1]);
        var open = Enumerable.Range(0, 45).Select(_ => _files.Open(@"I:\a", FileMode.Open, FileAccess.Read)).ToList();
        Refused(FileSystemError.TooManyHandles, () => _files.Open(@"I:\b", FileMode.Create, FileAccess.Write));
        Assert.False(_files.FileExists(@"I:\b"));
        open[7].Dispose();
        _files.WriteAllBytes(@"I:\b", [1]);
        Assert.Equal(44, _files.OpenFiles);
    }

    [Fact]
    public void Paths_take_both_separators_and_dots_and_tell_case_apart()
    {
        _files.CreateDirectory("I:/d/e");
        _files.WriteAllBytes(@"I:\d/./e\..\Name.txt", [1]);
        Assert.Equal([1], _files.ReadAllBytes(@"i:\d\\Name.txt"));
        Assert.False(_files.FileExists(@"I:\d\name.txt"));
        _files.WriteAllBytes(@"I:\d\ü € 😀.txt", [2]);
        Assert.Equal(["Name.txt", "e", "ü € 😀.txt"], _rig.Mount().Enumerate(@"I:\d\").Select(e => e.Name));

        Refused(FileSystemError.InvalidDrive, () => _files.FileExists(@"D:\a"));
        Refused(FileSystemError.InvalidDrive, () => _files.FileExists(@"\a"));
        Refused(FileSystemError.InvalidDrive, () => _files.FileExists(string.Empty));
        Refused(FileSystemError.InvalidName, () => _files.FileExists("I:a"));
        Refused(FileSystemError.InvalidName, () => _files.FileExists(@"I:\.."));
        Refused(FileSystemError.InvalidName, () => _files.FileExists("I:\\a\0b"));
        Refused(FileSystemError.InvalidName, () => _files.FileExists("I:\\a\uD800b"));
    }

    [Fact]
    public void A_path_is_as_long_as_the_driver_can_take()
    {
        var longest = @"I:\" + new string('n', 242);
        _files.WriteAllBytes(longest, [1]);
        Assert.Equal([1], _rig.Mount().ReadAllBytes(longest));
        Refused(FileSystemError.PathTooLong, () => _files.WriteAllBytes(longest + "n", [1]));
        Refused(FileSystemError.PathTooLong, () => _files.CreateDirectory(@"I:\" + new string('ü', 122)));
    }

    [Fact]
    public void A_full_volume_says_so_keeps_what_it_has_and_can_be_emptied()
    {
        _files.WriteAllBytes(@"I:\old", VolumeRig.Bytes(8_000, 1));
        var count = 0;
        try
        {
            for (; ; count++)
                _files.WriteAllBytes($@"I:\fill{count}", VolumeRig.Bytes(8_192, count));
        }
        catch (FileSystemException e)
        {
            Assert.Equal(FileSystemError.NoSpace, e.Kind);
        }

        Assert.InRange(_files.FreeSize, 0, 8_191);
        // About 240 of 256 KB: the rest is the root log, the directory and what it takes to change it.
        Assert.InRange(count, 27, 30);
        using (var file = _files.Open(@"I:\old", FileMode.Create, FileAccess.Write))
        {
            Refused(FileSystemError.NoSpace, () => file.Write(VolumeRig.Bytes(20_000, 2)));
            Refused(FileSystemError.NoSpace, () => file.Write([1]));
        }

        var mounted = _rig.Mount();
        Assert.Equal(VolumeRig.Bytes(8_000, 1), mounted.ReadAllBytes(@"I:\old"));
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(VolumeRig.Bytes(8_192, i), mounted.ReadAllBytes($@"I:\fill{i}"));
            mounted.Delete($@"I:\fill{i}");
        }

        mounted.WriteAllBytes(@"I:\big", VolumeRig.Bytes(200_000, 3));
        Assert.Equal(VolumeRig.Bytes(200_000, 3), _rig.Mount().ReadAllBytes(@"I:\big"));
    }

    [Fact]
    public void A_full_volume_can_be_emptied_entry_by_entry_whatever_fills_it()
    {
        for (var blocks = 0; blocks < 12; blocks++)
        {
            var rig = new VolumeRig(sectors: 16);
            var files = rig.Mount();
            for (var i = 0; i < 10; i++)
                files.WriteAllBytes($@"I:\{i}", []);
            var (stored, entries) = (0, 0);
            FillUp(() => stored < blocks, () => files.WriteAllBytes($@"I:\block{stored}", VolumeRig.Bytes(4_096, stored++)));
            FillUp(() => true, () => files.WriteAllBytes($@"I:\{entries++:d4}{new string('n', 200)}", []));
            FillUp(() => true, () => files.CreateDirectory($@"I:\d{entries++}"));
            Assert.InRange(entries, 2, 100);

            // The shortest names first: they free the least.
            foreach (var entry in files.Enumerate(@"I:\").OrderBy(e => e.Name.Length))
            {
                if (entry.IsDirectory)
                    files.DeleteDirectory(@"I:\" + entry.Name);
                else
                    files.Delete(@"I:\" + entry.Name);
            }

            Assert.Equal(string.Empty, VolumeRig.Dump(rig.Mount()));
            Assert.True(files.FreeSize >= 10 * NorFlash.SectorSize);
        }

        static void FillUp(Func<bool> goOn, Action write)
        {
            try
            {
                for (var i = 0; goOn(); i++)
                {
                    Assert.True(i < 1_000, "the volume never fills");
                    write();
                }
            }
            catch (FileSystemException e)
            {
                Assert.Equal(FileSystemError.NoSpace, e.Kind);
            }
        }
    }

    [Fact]
    public void What_is_deleted_overwritten_or_given_up_becomes_free_again()
    {
        Assert.Equal(64 * 4_096, _files.TotalSize);
        _files.WriteAllBytes(@"I:\a", VolumeRig.Bytes(50_000, 1));
        var free = _files.FreeSize;
        for (var i = 0; i < 30; i++)
        {
            _files.WriteAllBytes(@"I:\a", VolumeRig.Bytes(50_000, i));
            _files.WriteAllBytes(@"I:\b", VolumeRig.Bytes(50_000, i));
            _files.Delete(@"I:\b");
            var given = _files.Open(@"I:\a", FileMode.Open, FileAccess.ReadWrite);
            given.Write(VolumeRig.Bytes(30_000, i));
            given.SetLength(50);
            given.SetLength(0);
            given.Seek(0, SeekOrigin.Begin);
            given.Write(VolumeRig.Bytes(50_000, i));
            given.Close();
        }

        Assert.InRange(_files.FreeSize, free - 4_096, free + 4_096);
        Assert.InRange(_rig.Mount().FreeSize, free - 4_096, free + 4_096);
    }

    [Fact]
    public void After_a_power_cut_or_an_unmount_the_object_is_dead_for_ever()
    {
        var file = _files.Open(@"I:\a", FileMode.Create, FileAccess.Write);
        file.Write([1]);
        _rig.Flash.CutPower();
        Assert.Throws<PowerOffException>(() => _files.FileExists(@"I:\a"));
        _rig.Flash.RestorePower();
        Assert.Throws<PowerOffException>(() => file.Write([2]));
        Assert.Throws<PowerOffException>(file.Close);
        Assert.Throws<PowerOffException>(() => _files.Delete(@"I:\a"));

        var next = _rig.Mount();
        Assert.Empty(next.ReadAllBytes(@"I:\a"));
        var lost = next.Open(@"I:\a", FileMode.Open, FileAccess.Write);
        lost.Write([3]);
        next.Unmount();
        Assert.Throws<PowerOffException>(lost.Close);
        Assert.Throws<PowerOffException>(() => next.CreateDirectory(@"I:\d"));
        Assert.Empty(_rig.Mount().ReadAllBytes(@"I:\a"));
    }
}
