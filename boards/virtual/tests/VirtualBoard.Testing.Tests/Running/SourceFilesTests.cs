using VirtualBoard.Testing.Running;
using VirtualBoard.Testing.Tests.Support;

namespace VirtualBoard.Testing.Tests.Running;

public sealed class SourceFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Finds_a_mapped_path_above_the_program()
    {
        var source = Make("Acme", "Node.cs");
        var program = Path.Combine(_folder.Path, "Tests", "bin");
        Assert.Equal(source, new SourceFiles(program).Resolve("/_/Acme/Node.cs"));
    }

    [Fact]
    public void Takes_an_existing_path_as_it_is()
    {
        var source = Make("Acme", "Node.cs");
        Assert.Equal(source, new SourceFiles("/elsewhere").Resolve(source));
    }

    [Fact]
    public void Leaves_an_unknown_path_as_it_is() =>
        Assert.Equal("/_/Acme/Other.cs", new SourceFiles(_folder.Path).Resolve("/_/Acme/Other.cs"));

    private string Make(string folder, string file)
    {
        Directory.CreateDirectory(_folder.File(folder));
        var path = Path.Combine(_folder.File(folder), file);
        File.WriteAllText(path, "");
        return path;
    }
}
