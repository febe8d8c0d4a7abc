using VirtualBoard.Testing.Discovery;
using VirtualBoard.Testing.Tests.Support;

namespace VirtualBoard.Testing.Tests.Discovery;

public sealed class TestAssemblyReaderTests
{
    private static readonly TestAssembly Samples = TestAssemblyReader.Read(TestProgram.NanoAssembly("SampleTests.Virtual"));

    [Fact]
    public void Names_the_assembly()
    {
        Assert.Equal("NFUnitTest", Samples.Name);
        Assert.Equal(29, Samples.Tests.Count);
    }

    [Fact]
    public void Uids_are_unique() => Assert.Distinct(Samples.Tests.Select(t => t.Uid));

    [Fact]
    public void Order_is_the_launchers_plain_tests_first_then_rows() => Assert.Equal(
        ["Adds.0", "Adds.1", "Adds.2", "Takes_text.0"],
        Samples.Tests.Where(t => t.Class.Name == "DataRowTests").Take(4).Select(t => t.Uid["SampleTests.DataRowTests.".Length..]));

    [Fact]
    public void Finds_setup_and_cleanup()
    {
        var lifecycle = Samples.Tests.First(t => t.Class.Name == "LifecycleTests").Class;
        Assert.Equal("Setup", Assert.Single(lifecycle.Setups).Name);
        Assert.Equal("Cleanup", Assert.Single(lifecycle.Cleanups).Name);
    }

    [Fact]
    public void Knows_file_and_line()
    {
        var location = Samples.Tests.Single(t => t.Method.Name == "Fails").Method.Location!;
        Assert.EndsWith("OutcomeTests.cs", location.File, StringComparison.Ordinal);
        Assert.True(location.LastLine > location.FirstLine && location.FirstLine > 1);
    }

    [Fact]
    public void Reads_arguments_with_their_types() => Assert.Equal(
        ["a \"b\"\n", 'x', true], Samples.Tests.Single(t => t.Method.Name == "Takes_text").Row!);

    [Fact]
    public void Missing_assembly_is_an_error_with_the_remedy()
    {
        var e = Assert.Throws<TestAssemblyException>(() => TestAssemblyReader.Read("/nowhere/NFUnitTest.dll"));
        Assert.Contains("NanoTestProject", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_no_assembly_is_an_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("NFUnitTest.dll"), "not a dll");
        Assert.Throws<TestAssemblyException>(() => TestAssemblyReader.Read(folder.File("NFUnitTest.dll")));
    }
}
