extern alias nanoapi;

using ConvertMembers = nanoapi::VirtualBoard.NanoApi.Members.ConvertMembers;
using DoubleMembers = nanoapi::VirtualBoard.NanoApi.Members.DoubleMembers;
using Int32Members = nanoapi::VirtualBoard.NanoApi.Members.Int32Members;
using SByteMembers = nanoapi::VirtualBoard.NanoApi.Members.SByteMembers;
using UInt64Members = nanoapi::VirtualBoard.NanoApi.Members.UInt64Members;

namespace VirtualBoard.NanoApi.Tests.Text;

public sealed class NumberTests
{
    [Theory]
    [InlineData(1234, null, "1234")]
    [InlineData(-1234, "D6", "-001234")]
    [InlineData(255, "X", "FF")]
    [InlineData(255, "x4", "00ff")]
    [InlineData(-1, "X12", "FFFFFFFF")]
    [InlineData(1234, "N", "1,234.00")]
    [InlineData(1234, "F1", "1234.0")]
    [InlineData(1234, "0.00", "0.00")]
    [InlineData(1234, "D2x", "D2x")]
    public void Integers_know_few_formats_and_give_back_the_others(int value, string? format, string expected) =>
        Assert.Equal(expected, Int32Members.ToString(ref value, format));

    [Theory]
    [InlineData(1.5, null, "1.5")]
    [InlineData(-0.0, null, "0")]
    [InlineData(1234.567, "N1", "1,234.6")]
    [InlineData(0.126, "F2", "0.13")]
    [InlineData(1.5, "X", "X")]
    [InlineData(double.NaN, "F2", "NaN")]
    [InlineData(double.NegativeInfinity, null, "-Infinity")]
    public void Reals_too(double value, string? format, string expected) =>
        Assert.Equal(expected, DoubleMembers.ToString(ref value, format));

    [Fact]
    public void An_unknown_letter_is_not_implemented()
    {
        var value = 1;
        Assert.Throws<NotImplementedException>(() => Int32Members.ToString(ref value, "P"));
    }

    [Theory]
    [InlineData("42", 42)]
    [InlineData("  -7  ", -7)]
    [InlineData("+5", 5)]
    public void Integers_are_read_with_blanks_around_them(string text, int expected) => Assert.Equal(expected, Int32Members.Parse(text));

    [Fact]
    public void What_cannot_be_read_fails_as_on_nanoCLR()
    {
        Assert.Throws<FormatException>(() => Int32Members.Parse("4 2"));
        Assert.Throws<FormatException>(() => Int32Members.Parse(string.Empty));
        Assert.Throws<ArgumentOutOfRangeException>(() => Int32Members.Parse("2147483648"));
        Assert.Throws<ArgumentNullException>(() => Int32Members.Parse(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => UInt64Members.Parse("-1"));
        Assert.False(Int32Members.TryParse("x", out var least));
        Assert.Equal(int.MinValue, least);
    }

    [Fact]
    public void Convert_reads_other_bases_and_takes_their_digits_for_bits()
    {
        Assert.Equal(255, ConvertMembers.ToByte("0xFF", 16));
        Assert.Equal(-1, ConvertMembers.ToSByte("FF", 16));
        Assert.Equal(-1, ConvertMembers.ToInt32("FFFFFFFF", 16));
        Assert.Equal(5, ConvertMembers.ToInt32("101", 2));
        Assert.Equal(ulong.MaxValue, ConvertMembers.ToUInt64("18446744073709551615"));
        Assert.Equal(2.5e3, ConvertMembers.ToDouble(" 2.5e3 "));
        Assert.Equal(typeof(Exception), Record.Exception(() => ConvertMembers.FromBase64String("*"))!.GetType());
        Assert.False(SByteMembers.TryParse("128", out _));
    }
}
