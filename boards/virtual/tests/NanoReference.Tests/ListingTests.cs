using NanoSurface;

namespace NanoReference.Tests;

public sealed class ListingTests
{
    public static TheoryData<string> Assemblies => [.. ReferenceFiles.Listed];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Listing_is_written_as_it_was_read(string name) =>
        Assert.Equal(ReferenceFiles.ListingText(name).TrimEnd(), ReferenceFiles.Listing(name).ToText().TrimEnd());

    [Theory]
    [InlineData("public class System.Uri", "System.Uri")]
    [InlineData("public static class System.Net.Dns", "System.Net.Dns")]
    [InlineData("public class System.Net.WebProxy : System.Net.IWebProxy", "System.Net.WebProxy")]
    [InlineData("[Flags] protected enum System.Uri.Flags : int", "System.Uri.Flags")]
    [InlineData("[Obsolete(\"an array [of bytes].\", true)] [DefaultMember(\"Item\")] public struct System.SpanByte", "System.SpanByte")]
    [InlineData("public delegate void System.Action<in T>(T obj)", "System.Action<in T>")]
    [InlineData("public delegate void System.Action()", "System.Action")]
    public void Declaration_names_its_type(string declaration, string name) =>
        Assert.Equal(name, ListedType.NameIn(declaration));

    [Theory]
    [InlineData("", "a listing begins with")]
    [InlineData("assembly a, Version=1.0.0.0\npublic-types 2\n\npublic class A\n", "2 types announced, 1 listed")]
    [InlineData("assembly a, Version=1.0.0.0\npublic-types 1\n\nclass A\n", "not the declaration of a type: class A")]
    [InlineData("assembly a, Version=1.0.0.0\nversions 1\n", "line 2 is not part of a listing: versions 1")]
    public void Text_that_is_no_listing_is_refused(string text, string complaint) =>
        Assert.Contains(complaint, Assert.Throws<FormatException>(() => Listing.Parse(text)).Message, StringComparison.Ordinal);
}
