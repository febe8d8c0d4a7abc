using System.Xml.Linq;
using VirtualBoard.Testing.Reports;

namespace VirtualBoard.Testing.Tests.Reports;

public sealed class JUnitXmlTests
{
    [Fact]
    public void Replaces_what_xml_cannot_hold()
    {
        var document = Write(new JUnitCase("C", "N", TimeSpan.Zero, JUnitProblem.None, "", "", "a\u0001b\ud83d\ude00c\ud800d"));
        Assert.Equal("a\uFFFDb\ud83d\ude00c\uFFFDd", document.Descendants("system-out").Single().Value);
    }

    [Fact]
    public void Counts_problems_by_kind()
    {
        var root = Write(
            new JUnitCase("C", "a", TimeSpan.FromSeconds(1.5), JUnitProblem.None, "", "", ""),
            new JUnitCase("C", "b", TimeSpan.FromSeconds(0.25), JUnitProblem.Failure, "m", "s", ""),
            new JUnitCase("D", "c", TimeSpan.Zero, JUnitProblem.Error, "m", "s", ""),
            new JUnitCase("D", "d", TimeSpan.Zero, JUnitProblem.Skipped, "why", "", "")).Root!;
        Assert.Equal(["4", "1", "1", "1", "1.750"], root.Attributes().Skip(1).Select(a => a.Value));
        Assert.Equal(["C", "D"], root.Elements("testsuite").Select(s => (string)s.Attribute("name")!));
        Assert.Equal("why", (string?)root.Descendants("skipped").Single().Attribute("message"));
        Assert.Equal("s", root.Descendants("failure").Single().Value);
    }

    private static XDocument Write(params JUnitCase[] cases)
    {
        using var stream = new MemoryStream();
        JUnitXml.Write(stream, "program", cases);
        stream.Position = 0;
        return XDocument.Load(stream);
    }
}
