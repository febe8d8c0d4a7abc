extern alias nanoapi;

using System.Text;
using ObjectMembers = nanoapi::VirtualBoard.NanoApi.Members.ObjectMembers;
using StringBuilderMembers = nanoapi::VirtualBoard.NanoApi.Members.StringBuilderMembers;
using StringMembers = nanoapi::VirtualBoard.NanoApi.Members.StringMembers;

namespace VirtualBoard.NanoApi.Tests.Text;

public sealed class StringTests
{
    private enum Color : byte
    {
        Red = 3,
    }

    [Fact]
    public void An_enumeration_prints_its_number_wherever_it_is_boxed()
    {
        object red = Color.Red;
        Assert.Equal("3", ObjectMembers.ToString(red));
        Assert.Equal("is 3", StringMembers.Concat("is ", red));
        Assert.Equal("[3]", StringMembers.Format("[{0}]", red));
        Assert.Equal("[ 3]", StringMembers.Format("[{0,2:X}]", red));
        Assert.Equal("3", StringBuilderMembers.Append(new StringBuilder(), red).ToString());
    }

    [Fact]
    public void An_exception_prints_without_its_stack()
    {
        Assert.Equal("System.InvalidOperationException: no", ObjectMembers.ToString(new InvalidOperationException("no")));
        Assert.Equal("own", ObjectMembers.ToString(new Talkative()));
    }

    [Theory]
    [InlineData("{0}{1}", "1x")]
    [InlineData("{{{0,3}}}", "{  1}")]
    [InlineData("{1,-3}|", "x  |")]
    [InlineData("{0:D3}", "001")]
    [InlineData("{2}", "")]
    public void Format_fills_in_arguments(string format, string expected) =>
        Assert.Equal(expected, StringMembers.Format(format, 1, "x", null));

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{}")]
    [InlineData("{0")]
    [InlineData("{0:}")]
    [InlineData("{0,}")]
    [InlineData("{a}")]
    public void A_malformed_format_is_an_argument_error(string format) =>
        Assert.Throws<ArgumentException>(() => StringMembers.Format(format, 1));

    [Fact]
    public void A_missing_argument_is_an_index_error() =>
        Assert.Throws<IndexOutOfRangeException>(() => StringMembers.Format("{1}", 1));

    [Fact]
    public void Searching_is_ordinal_and_has_nanoCLRs_edges()
    {
        Assert.Equal(2, StringMembers.IndexOf("abcabc", "ca"));
        Assert.Equal(3, StringMembers.IndexOf("abcabc", 'a', 1));
        Assert.Equal(-1, StringMembers.IndexOf("abcabc", 'c', 0, 2));
        Assert.Equal(-1, StringMembers.IndexOf(string.Empty, string.Empty));
        Assert.Throws<ArgumentOutOfRangeException>(() => StringMembers.IndexOf("abc", string.Empty));
        Assert.Throws<ArgumentOutOfRangeException>(() => StringMembers.IndexOf("abc", 'a', 4));
        Assert.Equal(4, StringMembers.LastIndexOf("abcabc", "bc"));
        Assert.Equal(3, StringMembers.LastIndexOf("abcabc", 'a'));
        Assert.Equal(0, StringMembers.LastIndexOf("abcabc", 'a', 2));
        Assert.Equal(5, StringMembers.LastIndexOfAny("abcabc", ['b', 'c']));
        Assert.True(StringMembers.Contains("abc", string.Empty));
        Assert.Throws<ArgumentOutOfRangeException>(() => StringMembers.get_Chars("abc", 3));
    }

    [Fact]
    public void Case_is_that_of_ASCII_and_white_space_nanoCLRs_own()
    {
        Assert.Equal("ÄB", StringMembers.ToUpper("Äb"));
        Assert.Equal("äb", StringMembers.ToLower("äB"));
        Assert.Equal("x", StringMembers.Trim("\uFEFF x\u200B"));
        Assert.Equal(["a", "b c"], StringMembers.Split("a b c", null, 2));
        Assert.Equal(-1, StringMembers.Compare("A", "a"));
    }

    [Fact]
    public void Lines_end_in_carriage_return_and_line_feed() =>
        Assert.Equal("a\r\n", StringBuilderMembers.AppendLine(new StringBuilder(), "a").ToString());

    private sealed class Talkative : Exception
    {
        public override string ToString() => "own";
    }
}
