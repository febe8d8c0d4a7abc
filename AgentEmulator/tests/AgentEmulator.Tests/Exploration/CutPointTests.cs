using AgentEmulator.Exploration.Cuts;

namespace AgentEmulator.Tests.Exploration;

public sealed class CutPointTests
{
    [Theory]
    [InlineData("f17.2")]
    [InlineData("f1.0")]
    [InlineData("q5")]
    [InlineData("a12")]
    public void What_is_printed_is_read_again(string text)
    {
        Assert.True(CutPoint.TryParse(text, out var point));
        Assert.Equal(text, point.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("f")]
    [InlineData("f0")]
    [InlineData("f-1")]
    [InlineData("f1.2.3")]
    [InlineData("f1.x")]
    [InlineData("q5.1")]
    [InlineData("x5")]
    [InlineData("f99999999999")]
    public void Anything_else_is_no_place(string text) => Assert.False(CutPoint.TryParse(text, out _));
}
