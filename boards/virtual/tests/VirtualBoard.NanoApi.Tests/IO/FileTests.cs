extern alias nanoapi;

using Code = nanoapi::System.IO.IOException.IOExceptionErrorCode;
using Directory = nanoapi::System.IO.Directory;
using DirectoryInfo = nanoapi::System.IO.DirectoryInfo;
using DriveInfo = nanoapi::System.IO.DriveInfo;
using File = nanoapi::System.IO.File;
using FileAccess = nanoapi::System.IO.FileAccess;
using FileAttributes = nanoapi::System.IO.FileAttributes;
using FileInfo = nanoapi::System.IO.FileInfo;
using FileMode = nanoapi::System.IO.FileMode;
using FileShare = nanoapi::System.IO.FileShare;
using FileStream = nanoapi::System.IO.FileStream;
using IOException = nanoapi::System.IO.IOException;
using SeekOrigin = nanoapi::System.IO.SeekOrigin;
using Thread = nanoapi::System.Threading.Thread;

namespace VirtualBoard.NanoApi.Tests.IO;

public sealed class FileTests
{
    private const string Name = @"I:\a.txt";

    [Fact]
    public void A_file_survives_the_loss_of_power()
    {
        using var bench = new Bench();
        bench.Boot(() => File.WriteAllText(Name, "kept ä"));
        bench.Boot(() => Assert.Equal("kept ä", File.ReadAllText(Name)));
    }

    [Fact]
    public void What_is_written_is_not_durable_before_the_stream_is_closed()
    {
        using var bench = new Bench();
        bench.Boot(() => File.WriteAllText(Name, "old"));
        var written = false;
        bench.Load(_ =>
        {
            var stream = new FileStream(Name, FileMode.Create);
            stream.Write(new byte[9_000], 0, 9_000);
            stream.Flush();
            written = true;
            Thread.Sleep(-1);
        });
        bench.Board.PowerCycle(TimeSpan.FromSeconds(1));
        bench.Until(() => written);
        bench.Boot(() => Assert.Equal("old", File.ReadAllText(Name)));
    }

    [Fact]
    public void A_cut_at_any_flash_operation_leaves_the_old_or_the_new_content()
    {
        var cuts = 0;
        for (var operation = 0; operation < 40; operation++)
        {
            using var bench = new Bench((ulong)operation);
            bench.Boot(() => File.WriteAllText(Name, "old"));
            var start = bench.Board.Flash.OperationCount;
            var at = operation;
            var ended = false;
            bench.Board.Flash.Intercept = _ => bench.Board.Flash.OperationCount - start >= at ? Flash.FlashVerdict.Cut : Flash.FlashVerdict.Proceed;
            bench.Load(_ =>
            {
                File.WriteAllText(Name, new string('n', 6_000));
                ended = true;
            });
            bench.Board.PowerOff();
            bench.Board.PowerOn();
            bench.Until(() => ended || !bench.Board.IsPowered);
            cuts += ended ? 0 : 1;
            bench.Board.Flash.Intercept = null;
            bench.Boot(() =>
            {
                var text = File.ReadAllText(Name);
                Assert.True(text == "old" || text == new string('n', 6_000), $"cut at {at}: {text.Length} characters");
            });
        }

        Assert.InRange(cuts, 3, 40);
    }

    [Fact]
    public void Writing_takes_the_time_that_flash_takes()
    {
        using var bench = new Bench();
        bench.Boot(() =>
        {
            var start = bench.Now;
            File.WriteAllBytes(Name, new byte[20_000]);
            Assert.True(bench.Now - start > TimeSpan.FromMilliseconds(50), $"{bench.Now - start}");
        });
    }

    [Fact]
    public void Moving_onto_a_file_is_refused() => Bench.Run(() =>
    {
        File.WriteAllText(Name, "a");
        File.WriteAllText(@"I:\b.txt", "b");
        Refused(Code.PathAlreadyExists, () => File.Move(Name, @"I:\b.txt"));
        Refused(Code.FileNotFound, () => File.Move(@"I:\none", @"I:\c.txt"));
        File.Delete(@"I:\b.txt");
        File.Move(Name, @"I:\b.txt");
        Assert.False(File.Exists(Name));
        Assert.Equal("a", File.ReadAllText(@"I:\b.txt"));
    });

    [Fact]
    public void Modes_do_what_their_names_say() => Bench.Run(() =>
    {
        Refused(Code.FileNotFound, () => new FileStream(Name, FileMode.Open));
        Refused(Code.FileNotFound, () => new FileStream(Name, FileMode.Truncate));
        new FileStream(Name, FileMode.CreateNew).Close();
        Refused(Code.PathAlreadyExists, () => new FileStream(Name, FileMode.CreateNew));
        File.WriteAllText(Name, "12345");
        using (var stream = new FileStream(Name, FileMode.Append))
        {
            stream.WriteByte((byte)'6');
            Assert.Throws<IOException>(() => stream.Seek(0, SeekOrigin.Begin));
            Assert.Throws<NotSupportedException>(() => stream.ReadByte());
        }

        File.AppendAllText(Name, "7");
        Assert.Equal("1234567", File.ReadAllText(Name));
        using (var stream = new FileStream(Name, FileMode.OpenOrCreate))
            stream.SetLength(2);
        Assert.Equal("12", File.ReadAllText(Name));
        Assert.Throws<ArgumentException>(() => new FileStream(Name, FileMode.Create, FileAccess.Read));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FileStream(Name, (FileMode)9));
    });

    [Fact]
    public void An_open_file_is_shared_only_as_it_says() => Bench.Run(() =>
    {
        using var first = new FileStream(Name, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        Refused(Code.UnauthorizedAccess, () => new FileStream(@"I:\A.TXT", FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
        Refused(Code.UnauthorizedAccess, () => File.Delete(Name));
        new FileStream(Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite).Close();
        first.Close();
        File.Delete(Name);
        Assert.False(File.Exists(Name));
        Assert.Throws<nanoapi::System.ObjectDisposedException>(() => first.Length);
    });

    [Fact]
    public void Directories_are_made_listed_moved_and_deleted() => Bench.Run(() =>
    {
        Directory.CreateDirectory(@"I:\d\e");
        File.WriteAllText(@"I:\d\f.txt", "f");
        Assert.Equal([@"I:\d\f.txt"], Directory.GetFiles(@"I:\d"));
        Assert.Equal([@"I:\d\e"], Directory.GetDirectories(@"I:\d"));
        Refused(Code.DirectoryNotEmpty, () => Directory.Delete(@"I:\d"));
        Directory.Move(@"I:\d", @"I:\g");
        Assert.Equal("f", File.ReadAllText(@"I:\g\f.txt"));
        Directory.Delete(@"I:\g", true);
        Assert.False(Directory.Exists(@"I:\g"));
        Refused(Code.DirectoryNotFound, () => Directory.GetFiles(@"I:\g"));
        Refused(Code.DirectoryNotFound, () => File.WriteAllText(@"I:\g\f.txt", "f"));
        Refused(Code.DirectoryNotFound, () => File.Delete(@"I:\g\f.txt"));
        File.Delete(@"I:\none.txt");
    });

    [Fact]
    public void Other_drives_do_not_exist() => Bench.Run(() =>
    {
        Refused(Code.VolumeNotFound, () => File.WriteAllText(@"D:\a", "a"));
        Refused(Code.VolumeNotFound, () => new DriveInfo(@"D:\"));
        Assert.False(File.Exists(@"D:\a"));
        Assert.False(File.Exists(string.Empty));
        var drive = Assert.Single(DriveInfo.GetDrives());
        Assert.Equal((@"I:\", 0x40000), (drive.Name, drive.TotalSize));
    });

    [Fact]
    public void Relative_paths_start_from_the_current_directory() => Bench.Run(() =>
    {
        Directory.CreateDirectory(@"I:\d");
        Directory.SetCurrentDirectory(@"I:\d");
        File.WriteAllText("r.txt", "r");
        Assert.True(File.Exists(@"I:\d\r.txt"));
        Assert.Equal("r", File.ReadAllText(@"..\d/r.txt".Replace("..", "I:", StringComparison.Ordinal)));
    });

    [Fact]
    public void Information_on_files_and_directories() => Bench.Run(() =>
    {
        Directory.CreateDirectory(@"I:\d");
        File.WriteAllText(@"I:\d\f.txt", "123");
        var file = new FileInfo(@"I:\d\f.txt");
        Assert.Equal(("f.txt", 3, @"I:\d", ".txt"), (file.Name, file.Length, file.DirectoryName, file.Extension));
        Assert.Equal(FileAttributes.Directory, File.GetAttributes(@"I:\d"));
        Assert.Equal("f.txt", Assert.Single(new DirectoryInfo(@"I:\d").GetFiles()).Name);
        Assert.Equal(@"I:\", new DirectoryInfo(@"I:\d").Root.FullName);
        Refused(Code.FileNotFound, () => (object)new FileInfo(@"I:\none").Length);
    });

    private static void Refused(Code code, Func<object> action) => Assert.Equal(code, Assert.Throws<IOException>(action).ErrorCode);

    private static void Refused(Code code, Action action) => Assert.Equal(code, Assert.Throws<IOException>(action).ErrorCode);
}
