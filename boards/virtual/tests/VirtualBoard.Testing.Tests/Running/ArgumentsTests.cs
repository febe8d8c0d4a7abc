using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing.Tests.Running;

public sealed class ArgumentsTests
{
    [Theory]
    [InlineData(5, typeof(long), 5L)]
    [InlineData(255, typeof(byte), (byte)255)]
    [InlineData(5, typeof(double), 5.0)]
    [InlineData("x", typeof(string), "x")]
    [InlineData("x", typeof(object), "x")]
    [InlineData(null, typeof(string), null)]
    [InlineData(1, typeof(DayOfWeek), DayOfWeek.Monday)]
    public void Fits(object? value, Type type, object? expected) => Assert.Equal(expected, Arguments.Fit(value, type, "p"));

    [Theory]
    [InlineData(256, typeof(byte))]
    [InlineData(-1, typeof(uint))]
    [InlineData("1", typeof(int))]
    [InlineData(1, typeof(string))]
    [InlineData(null, typeof(int))]
    [InlineData(true, typeof(int))]
    public void Does_not_fit(object? value, Type type) => Assert.Throws<ArgumentException>(() => Arguments.Fit(value, type, "p"));

    [Fact]
    public void Finds_types_by_their_names()
    {
        Assert.Equal(typeof(Version), Arguments.Fit("System.Version", typeof(Type), "p", Type.GetType));
        Assert.Throws<ArgumentException>(() => Arguments.Fit("System.Nothing", typeof(Type), "p", Type.GetType));
        Assert.Throws<ArgumentException>(() => Arguments.Fit("System.Version", typeof(Type), "p"));
    }

    [Fact]
    public void Makes_arrays()
    {
        object?[] items = [1, 2];
        Assert.Equal(new byte[] { 1, 2 }, Arguments.Fit(items, typeof(byte[]), "p"));
        Assert.Equal(items, Arguments.Fit(items, typeof(object), "p"));
        Assert.Throws<ArgumentException>(() => Arguments.Fit(items, typeof(int), "p"));
    }
}
