using System.Text;
using AgentEmulator.Cli;
using AgentEmulator.HardwareTesting;

namespace AgentEmulator.Tests.HardwareTesting;

public sealed class TestImageTests
{
    [Fact]
    public void Assemblies_stand_one_behind_the_other_each_filled_up_to_4_bytes()
    {
        var image = TestImage.Compose(new TestImageFolder().Path);
        string[] order = ["mscorlib", "ImpDevice", "nanoFramework.TestFramework", "NFUnitTest", "nanoFramework.UnitTestLauncher"];
        Assert.Equal(
            string.Concat(order.Select(name => $"NFMRK2:{name}").Select(a => a.PadRight((a.Length + 3) / 4 * 4, '\0'))),
            Encoding.ASCII.GetString(image.Bytes));
        Assert.Equal(0, image.Bytes.Length % 4);
    }

    [Theory]
    [InlineData("nanoFramework.UnitTestLauncher", "nanoFramework.TestFramework")]
    [InlineData("NFUnitTest", "NanoBuild=device")]
    [InlineData("mscorlib", "nanoFramework.CoreLibrary")]
    public void What_is_missing_is_named_with_where_it_comes_from(string name, string hint)
    {
        var error = Assert.Throws<UsageException>(() => TestImage.Compose(new TestImageFolder(name).Path));
        Assert.Contains($"{name}.pe", error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_do_not_mix()
    {
        var folder = new TestImageFolder();
        folder.Add("mscorlib", "NFMRK1");
        Assert.Contains("mscorlib.pe", Assert.Throws<UsageException>(() => TestImage.Compose(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_image_is_refused()
    {
        var folder = new TestImageFolder();
        folder.Add("NFUnitTest", "MZ");
        Assert.Throws<UsageException>(() => TestImage.Compose(folder.Path));
        Assert.Throws<UsageException>(() => TestImage.Read(Path.Combine(folder.Path, "NFUnitTest.pe")));
    }

    [Fact]
    public void The_rest_of_the_partition_is_as_if_erased_and_what_is_larger_is_refused()
    {
        var image = TestImage.Compose(new TestImageFolder().Path);
        var filled = image.FillTo(4096);
        Assert.Equal(image.Bytes, filled[..image.Bytes.Length]);
        Assert.All(filled[image.Bytes.Length..], b => Assert.Equal(0xFF, b));
        Assert.Contains("deploy partition", Assert.Throws<UsageException>(() => image.FillTo(16)).Message, StringComparison.Ordinal);
    }
}
