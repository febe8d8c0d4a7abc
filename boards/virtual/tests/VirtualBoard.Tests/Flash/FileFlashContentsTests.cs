using VirtualBoard.Flash;

namespace VirtualBoard.Tests.Flash;

public sealed class FileFlashContentsTests : IDisposable
{
    private const int Size = 16 * NorFlash.SectorSize;
    private const int FileSize = Size + (16 * 4) + 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("flash-file-").FullName;

    private string FilePath => Path.Combine(_folder, "dut.flash");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static NorFlash Wrap(FileFlashContents contents) => new(Size, contents, new RandomStream(1));

    private static byte[] Read(NorFlash flash, int address, int count)
    {
        var bytes = new byte[count];
        flash.Read(address, bytes);
        return bytes;
    }

    [Fact]
    public void Bytes_and_wear_are_there_again_in_the_next_run()
    {
        using (var flash = Wrap(new FileFlashContents(FilePath, Size)))
        {
            Assert.All(Read(flash, 0, Size), b => Assert.Equal(0xFF, b));
            flash.Program(5000, [1, 2, 3]);
            flash.EraseSector(2);
            flash.EraseSector(2);
        }

        using var again = Wrap(new FileFlashContents(FilePath, Size));
        Assert.Equal([0xFF, 1, 2, 3, 0xFF], Read(again, 4999, 5));
        Assert.Equal((0, 2), (again.GetEraseCount(1), again.GetEraseCount(2)));
        Assert.Equal([FilePath], Directory.GetFiles(_folder));
    }

    [Fact]
    public void The_image_stands_at_the_start_of_the_file_byte_by_byte()
    {
        using (var flash = Wrap(new FileFlashContents(FilePath, Size)))
            flash.Program(0x1234, [0xAB]);
        var file = File.ReadAllBytes(FilePath);
        Assert.Equal(FileSize, file.Length);
        Assert.Equal(0xAB, file[0x1234]);
        Assert.Equal(Size - 1, file.Take(Size).Count(b => b == 0xFF));
    }

    [Fact]
    public void A_killed_process_loses_nothing_whatever_it_was_doing()
    {
        var random = new RandomStream(3);
        var model = Enumerable.Repeat((byte)0xFF, Size).ToArray();
        var erases = new int[16];
        for (var run = 0; run < 20; run++)
        {
            var contents = new FileFlashContents(FilePath, Size);
            using var flash = Wrap(contents);
            Assert.Equal(model, Read(flash, 0, Size));
            Assert.Equal(erases, Enumerable.Range(0, 16).Select(flash.GetEraseCount));
            for (var i = 0; i < 10; i++)
                Act(flash, random, model, erases);

            // What is left of a killed process: the operating system closes the file, and nobody does anything else.
            contents.Handle.Dispose();
        }
    }

    private static void Act(NorFlash flash, RandomStream random, byte[] model, int[] erases)
    {
        var sector = random.Next(16);
        if (random.Next(3) == 0)
        {
            flash.EraseSector(sector);
            Array.Fill(model, (byte)0xFF, sector * 4096, 4096);
            erases[sector]++;
            return;
        }

        var bytes = new byte[1 + random.Next(600)];
        random.Fill(bytes);
        var address = random.Next(Size - bytes.Length);
        flash.Program(address, bytes);
        for (var i = 0; i < bytes.Length; i++)
            model[address + i] &= bytes[i];
    }

    [Fact]
    public void A_power_cut_of_the_board_leaves_a_file_that_opens()
    {
        using (var flash = Wrap(new FileFlashContents(FilePath, Size)))
        {
            flash.Intercept = o => o.Number == 3 ? FlashVerdict.Cut : FlashVerdict.Proceed;
            Assert.Throws<PowerOffException>(() => flash.Program(0, new byte[2048]));
        }

        using var again = Wrap(new FileFlashContents(FilePath, Size));
        Assert.All(Read(again, 0, 512), b => Assert.Equal(0, b));
        Assert.All(Read(again, 768, 2048 - 768), b => Assert.Equal(0xFF, b));
    }

    [Fact]
    public void What_is_left_of_a_creation_that_was_killed_is_replaced()
    {
        File.WriteAllBytes(FilePath + ".new", new byte[100]);
        using (var flash = Wrap(new FileFlashContents(FilePath, Size)))
            Assert.All(Read(flash, 0, Size), b => Assert.Equal(0xFF, b));
        Assert.Equal([FilePath], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_is_open_is_busy_for_everyone_else()
    {
        using var first = new FileFlashContents(FilePath, Size);
        var error = Assert.Throws<FlashFileException>(() => new FileFlashContents(FilePath, Size));
        Assert.Equal(FlashFileProblem.Busy, error.Problem);
        AssertMessage(error, "another process or another board has this flash file open", "give this board a file of its own");
        first.Dispose();
        using var second = new FileFlashContents(FilePath, Size);
        Assert.Equal(Size, second.Size);
    }

    public static TheoryData<string, int> CutOff => new()
    {
        { "empty", 0 },
        { "image cut off", Size / 2 },
        { "image without the rest", Size },
        { "footer cut off", FileSize - 1 },
        { "too long", FileSize + 1 },
    };

    [Theory]
    [MemberData(nameof(CutOff))]
    public void A_file_of_another_length_is_refused_and_kept(string what, int length)
    {
        new FileFlashContents(FilePath, Size).Dispose();
        using (var file = File.OpenWrite(FilePath))
            file.SetLength(length);
        var error = Assert.Throws<FlashFileException>(() => new FileFlashContents(FilePath, Size));
        Assert.Equal(FlashFileProblem.Damaged, error.Problem);
        AssertMessage(error, $"is {length} bytes long; a {Size}-byte flash has a file of {FileSize} bytes", "Delete it");
        Assert.True(new FileInfo(FilePath).Length == length, what);
    }

    [Fact]
    public void Every_flipped_bit_of_the_footer_is_noticed()
    {
        new FileFlashContents(FilePath, Size).Dispose();
        var good = File.ReadAllBytes(FilePath);
        for (var i = FileSize - 20; i < FileSize; i++)
        {
            var bad = (byte[])good.Clone();
            bad[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(FilePath, bad);
            var error = Assert.Throws<FlashFileException>(() => new FileFlashContents(FilePath, Size));
            Assert.Equal(FlashFileProblem.Damaged, error.Problem);
            AssertMessage(error, "does not end like the file of a", "Delete it");
        }

        File.WriteAllBytes(FilePath, good);
        new FileFlashContents(FilePath, Size).Dispose();
    }

    [Fact]
    public void A_file_of_a_chip_of_another_size_is_refused()
    {
        new FileFlashContents(FilePath, 2 * Size).Dispose();
        var error = Assert.Throws<FlashFileException>(() => new FileFlashContents(FilePath, Size));
        AssertMessage(error, "of another size of flash", "name the file that belongs to this board");
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_the_hosts_problem()
    {
        var path = Path.Combine(_folder, "missing", "dut.flash");
        var error = Assert.Throws<FlashFileException>(() => new FileFlashContents(path, Size));
        Assert.Equal(FlashFileProblem.Unavailable, error.Problem);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("Check that the folder exists", error.Message, StringComparison.Ordinal);
    }

    private void AssertMessage(FlashFileException error, string what, string remedy)
    {
        Assert.StartsWith(FilePath + ": ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }
}
