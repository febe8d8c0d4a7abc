using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

public sealed class CacheTests : IDisposable
{
    private const string Source = "class Program { static int _n; static void Main() { System.Console.WriteLine((++_n).ToString()); } }";

    private readonly Bench _bench = new();
    private readonly string _folder;

    public CacheTests() => _folder = Path.Combine(_bench.Compiler.Folder, "cache");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void One_process_loads_the_same_firmware_once()
    {
        using var cache = new ImageCache();
        var path = _bench.Compiler.Program(Source);

        var first = Load(path, cache);

        Assert.Same(first, Load(path, cache));
        Assert.Equal(ImageOrigin.Retargeted, first.Origin);
        Assert.False(Directory.Exists(_folder));
    }

    [Fact]
    public void Another_process_finds_it_in_the_folder()
    {
        var path = _bench.Compiler.Program(Source);
        using (var cache = new ImageCache(_folder))
            Load(path, cache);

        using var other = new ImageCache(_folder);
        var image = Load(path, other);

        Assert.Equal(ImageOrigin.CacheFolder, image.Origin);
        Assert.Null(other.FolderProblem);
        Assert.Equal(["1"], _bench.Run(image));
    }

    [Fact]
    public void Changed_firmware_is_retargeted_anew()
    {
        using var cache = new ImageCache(_folder);
        Load(_bench.Compiler.Program(Source), cache);

        var changed = Load(_bench.Compiler.Program(Source.Replace("++_n", "_n -= 5", StringComparison.Ordinal)), cache);

        Assert.Equal(ImageOrigin.Retargeted, changed.Origin);
        Assert.Equal(["-5"], _bench.Run(changed));
    }

    [Fact]
    public void Another_NanoApi_makes_another_image()
    {
        using var cache = new ImageCache(_folder);
        var path = _bench.Compiler.Program(Source);
        Load(path, cache);

        var image = FirmwareImage.Load(path, Bench.Options(StandIn.With("class Other { }")) with { Cache = cache });

        Assert.Equal(ImageOrigin.Retargeted, image.Origin);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(1000)]
    public void A_damaged_file_is_ignored_and_written_again(int at)
    {
        var path = _bench.Compiler.Program(Source);
        using (var cache = new ImageCache(_folder))
            Load(path, cache);
        var file = Assert.Single(Directory.GetFiles(_folder));
        var good = File.ReadAllBytes(file);
        var bad = good.ToArray();
        bad[at] ^= 1;
        File.WriteAllBytes(file, bad);

        using var other = new ImageCache(_folder);
        var image = Load(path, other);

        Assert.Equal(ImageOrigin.Retargeted, image.Origin);
        Assert.Equal(good, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_truncated_file_is_ignored_and_written_again()
    {
        var path = _bench.Compiler.Program(Source);
        using (var cache = new ImageCache(_folder))
            Load(path, cache);
        var file = Assert.Single(Directory.GetFiles(_folder));
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..30]);

        using var other = new ImageCache(_folder);

        Assert.Equal(ImageOrigin.Retargeted, Load(path, other).Origin);
        using var third = new ImageCache(_folder);
        Assert.Equal(ImageOrigin.CacheFolder, Load(path, third).Origin);
    }

    [Fact]
    public void Many_may_load_and_write_at_once()
    {
        var path = _bench.Compiler.Program(Source);
        var caches = Enumerable.Range(0, 4).Select(_ => new ImageCache(_folder)).ToList();

        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => Load(path, caches[i % caches.Count]));

        Assert.All(caches, c => Assert.Null(c.FolderProblem));
        var file = Assert.Single(Directory.GetFiles(_folder));
        Assert.EndsWith(".image", file, StringComparison.Ordinal);
        caches.ForEach(c => c.Dispose());
    }

    [Fact]
    public void A_folder_that_cannot_be_used_costs_time_only()
    {
        File.WriteAllText(_folder, "in the way");
        using var cache = new ImageCache(_folder);

        var image = Load(_bench.Compiler.Program(Source), cache);

        Assert.Equal(["1"], _bench.Run(image));
        Assert.NotNull(cache.FolderProblem);
    }

    [Fact]
    public void The_oldest_files_go_when_there_are_too_many()
    {
        using var cache = new ImageCache(_folder, folderCapacity: 2);
        for (var i = 0; i < 4; i++)
            Load(_bench.Compiler.Program(Source.Replace("++_n", $"{i}", StringComparison.Ordinal)), cache);

        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void What_is_refused_is_refused_each_time()
    {
        using var cache = new ImageCache(_folder);
        var path = _bench.Compiler.Program("class Program { static void Main() => string.Intern(null); }");

        Assert.Throws<RetargetException>(() => Load(path, cache));
        Assert.Throws<RetargetException>(() => Load(path, cache));
        Assert.False(Directory.Exists(_folder));
    }

    private static FirmwareImage Load(string path, ImageCache cache) =>
        FirmwareImage.Load(path, Bench.Options() with { Cache = cache });
}
