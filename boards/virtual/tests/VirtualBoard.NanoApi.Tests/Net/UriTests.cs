extern alias nanoapi;

using System.Text;
using HttpUtility = nanoapi::System.Web.HttpUtility;
using Uri = nanoapi::System.Uri;
using UriHostNameType = nanoapi::System.UriHostNameType;
using UriKind = nanoapi::System.UriKind;

namespace VirtualBoard.NanoApi.Tests.Net;

public sealed class UriTests
{
    [Fact]
    public void The_parts_are_taken_as_written()
    {
        var uri = new Uri("HTTP://user:pw@Gateway.test:8080/a/b%20c?q=1&r=2#top");
        Assert.Equal(("http", "Gateway.test", 8080, "user:pw"), (uri.Scheme, uri.Host, uri.Port, uri.UserInfo));
        Assert.Equal(("/a/b%20c", "?q=1&r=2", "#top"), (uri.AbsolutePath, uri.Query, uri.Fragment));
        Assert.Equal("/a/b%20c?q=1&r=2", uri.PathAndQuery);
        Assert.Equal("http://user:pw@Gateway.test:8080/a/b%20c?q=1&r=2#top", uri.AbsoluteUri);
        Assert.Equal(["", "a", "b%20c"], uri.Segments);
        Assert.Equal(UriHostNameType.Dns, uri.HostNameType);
    }

    [Theory]
    [InlineData("http://host", "/", 80, true)]
    [InlineData("https://host/x", "/x", 443, true)]
    [InlineData("https://host:8443/x", "/x", 8443, false)]
    [InlineData("mqtt://host", "/", 1883, true)]
    [InlineData("urn:a:b", "a:b", -1, true)]
    public void Ports_and_paths_have_defaults(string text, string path, int port, bool isDefault)
    {
        var uri = new Uri(text);
        Assert.Equal((path, port, isDefault), (uri.AbsolutePath, uri.Port, uri.IsDefaultPort));
    }

    [Theory]
    [InlineData("http://10.0.0.1/", UriHostNameType.IPv4)]
    [InlineData("http://10.0.0.256/", UriHostNameType.Dns)]
    [InlineData("http://[::1]/", UriHostNameType.IPv6)]
    public void Hosts_have_kinds(string text, UriHostNameType expected) => Assert.Equal(expected, new Uri(text).HostNameType);

    [Fact]
    public void What_is_no_address_is_refused_the_way_of_the_constructor()
    {
        Assert.Throws<ArgumentNullException>(() => new Uri(""));
        Assert.Throws<ArgumentException>(() => new Uri("relative/path"));
        Assert.Throws<FormatException>(() => new Uri("relative/path", UriKind.Absolute));
        Assert.Throws<FormatException>(() => new Uri("bad%zz", UriKind.Relative));
        Assert.Throws<ArgumentException>(() => new Uri("http:host"));
        Assert.False(new Uri("relative/path", UriKind.RelativeOrAbsolute).IsAbsoluteUri);
        Assert.Throws<InvalidOperationException>(() => new Uri("relative/path", UriKind.Relative).Host);
        Assert.True(Uri.IsWellFormedUriString("http://host/", UriKind.Absolute));
        Assert.False(Uri.IsWellFormedUriString("host", UriKind.Absolute));
    }

    [Theory]
    [InlineData("http://h:81/a/b", "c", "http://h:81/a/c")]
    [InlineData("http://h:81/a/b/", "c?d", "http://h:81/a/b/c?d")]
    [InlineData("http://h:81/a/b?q", "/c", "http://h:81/c")]
    [InlineData("http://h:81/a", "http://other/", "http://other/")]
    public void Relative_ones_hang_on_their_base(string home, string relative, string expected) =>
        Assert.Equal(expected, new Uri(new Uri(home), relative).AbsoluteUri);

    [Fact]
    public void Equality_looks_at_the_path_alone_as_on_hardware()
    {
        Assert.True(new Uri("http://a/x") == new Uri("https://b/X?q"));
        Assert.True(new Uri("http://a/x") != new Uri("http://a/y"));
        Assert.False(new Uri("http://a/x") == null);
    }

    [Fact]
    public void Url_encoding_goes_there_and_back()
    {
        Assert.Equal("a+b%2F%C3%BC~", HttpUtility.UrlEncode("a b/ü~"));
        Assert.Equal("a b/ü~", HttpUtility.UrlDecode("a+b%2f%C3%BC~"));
        Assert.Equal("100%", HttpUtility.UrlDecode("100%"));
        Assert.Equal("%zz", HttpUtility.UrlDecode("%zz"));
        Assert.Equal("", HttpUtility.UrlEncode((string?)null));
        Assert.Equal("%41"u8.ToArray().Length, HttpUtility.UrlEncode("A"u8.ToArray()).Length + 2);
        Assert.Equal("x y", HttpUtility.UrlDecode("x+y", Encoding.UTF8));
        Assert.Equal((15, 10, -1), (HttpUtility.HexToInt('F'), HttpUtility.HexToInt('a'), HttpUtility.HexToInt('g')));
    }
}
