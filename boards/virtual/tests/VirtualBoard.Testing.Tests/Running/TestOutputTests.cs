using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing.Tests.Running;

public sealed class TestOutputTests
{
    [Fact]
    public void Gives_lines_once()
    {
        var output = new TestOutput();
        output.Add("a");
        output.Add("b");
        Assert.Equal("a\nb", output.Take());
        Assert.Equal("", output.Take());
    }

    [Fact]
    public void Keeps_the_end_of_a_flood_and_says_so()
    {
        var output = new TestOutput();
        for (var i = 0; i < 2_005; i++)
            output.Add($"line {i}");
        var text = output.Take();
        Assert.StartsWith("(5 earlier lines are left out)\nline 5\n", text, StringComparison.Ordinal);
        Assert.EndsWith("line 2004", text, StringComparison.Ordinal);
    }
}
