using System.Xml.Linq;
using NanoSurface;

namespace NanoReference.Tests;

public sealed class ReferenceAssemblyTests
{
    public static TheoryData<string> Assemblies => [.. ReferenceFiles.Listed];

    [Fact]
    public void Every_listing_has_an_assembly_and_every_assembly_a_listing()
    {
        Assert.Equal(16, ReferenceFiles.Listed.Count);
        Assert.Equal(ReferenceFiles.Listed, ReferenceFiles.Projects);
        Assert.Equal(ReferenceFiles.Listed, ReferenceFiles.Built);
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Surface_is_the_listed_one(string name)
    {
        var built = SurfaceReader.Read(ReferenceFiles.Assembly(name));

        var differences = ListingComparison.Compare(ReferenceFiles.Listing(name), built);

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Project_references_the_listed_assemblies(string name)
    {
        var project = XDocument.Load(ReferenceFiles.Project(name));

        var referenced = project.Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));

        Assert.Equal(ReferenceFiles.Listing(name).References.Select(SimpleName), referenced);
    }

    private static string SimpleName(string assembly) => assembly.Split(',', 2)[0];
}
