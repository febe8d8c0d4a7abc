extern alias nanoapi;

using NanoPath = nanoapi::System.IO.Path;

namespace VirtualBoard.NanoApi.Tests.IO;

public sealed class PathTests
{
    [Theory]
    [InlineData(@"I:\a", "b", @"I:\a\b")]
    [InlineData(@"I:\a\", "b", @"I:\a\b")]
    [InlineData(@"I:\a", @"I:\b", @"I:\b")]
    [InlineData("", "b", "b")]
    public void Combine(string left, string right, string expected) => Assert.Equal(expected, NanoPath.Combine(left, right));

    [Theory]
    [InlineData(@"I:\a/b\\c", @"I:\a\b\c")]
    [InlineData(@"I:\a\.\b\..\c", @"I:\a\c")]
    [InlineData(@"I:\a\", @"I:\a\")]
    public void Full_paths_are_normal(string path, string expected) => Assert.Equal(expected, NanoPath.GetFullPath(path));

    [Fact]
    public void Parts_of_a_path()
    {
        Assert.Equal(@"I:\a", NanoPath.GetDirectoryName(@"I:\a\b.txt"));
        Assert.Null(NanoPath.GetDirectoryName(@"I:\"));
        Assert.Equal("b.txt", NanoPath.GetFileName(@"I:\a\b.txt"));
        Assert.Equal("b", NanoPath.GetFileNameWithoutExtension(@"I:\a\b.txt"));
        Assert.Equal(".txt", NanoPath.GetExtension(@"I:\a\b.txt"));
        Assert.Equal(string.Empty, NanoPath.GetExtension(@"I:\a.d\b"));
        Assert.Equal(@"I:\a.md", NanoPath.ChangeExtension(@"I:\a.txt", "md"));
        Assert.Equal(@"I:\", NanoPath.GetPathRoot(@"I:\a"));
        Assert.True(NanoPath.IsPathRooted("I:a"));
        Assert.False(NanoPath.IsPathRooted("a"));
        Assert.Throws<ArgumentException>(() => NanoPath.GetFullPath(string.Empty));
    }
}
