using VirtualBoard.Testing.Discovery;

namespace VirtualBoard.Testing.Tests.Discovery;

public sealed class ArgumentTextTests
{
    [Theory]
    [InlineData(null, "null")]
    [InlineData(true, "true")]
    [InlineData(-5, "-5")]
    [InlineData(1.5, "1.5")]
    [InlineData("a\tb", "\"a\\tb\"")]
    [InlineData("say \"x\"", "\"say \\\"x\\\"\"")]
    [InlineData("\u0001", "\"\\u0001\"")]
    [InlineData('\'', "'\\''")]
    public void Shows_a_value_as_in_csharp(object? value, string text) => Assert.Equal(text, ArgumentText.Of([value]));

    [Fact]
    public void Cuts_long_text() => Assert.Equal(63, ArgumentText.Of([new string('x', 1000)]).Length);

    [Fact]
    public void Separates_arguments_and_shows_arrays() =>
        Assert.Equal("1, [2, \"x\"]", ArgumentText.Of([1, new List<object?> { 2, "x" }]));
}
