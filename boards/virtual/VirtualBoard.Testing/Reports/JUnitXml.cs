using System.Globalization;
using System.Text;
using System.Xml;

namespace VirtualBoard.Testing.Reports;

/// <summary>The JUnit format as CI servers read it: one suite for each class.</summary>
internal static class JUnitXml
{
    public static void Write(Stream stream, string name, IReadOnlyList<JUnitCase> cases)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", name);
        WriteCounts(xml, cases);
        foreach (var suite in cases.GroupBy(c => c.ClassName).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", suite.Key);
            WriteCounts(xml, [.. suite]);
            foreach (var test in suite.OrderBy(c => c.Name, StringComparer.Ordinal))
                Write(xml, test);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyList<JUnitCase> cases)
    {
        WriteCount("tests", cases.Count);
        WriteCount("failures", cases.Count(c => c.Problem == JUnitProblem.Failure));
        WriteCount("errors", cases.Count(c => c.Problem == JUnitProblem.Error));
        WriteCount("skipped", cases.Count(c => c.Problem == JUnitProblem.Skipped));
        xml.WriteAttributeString("time", Seconds(TimeSpan.FromTicks(cases.Sum(c => c.Duration.Ticks))));

        void WriteCount(string attribute, int count) =>
            xml.WriteAttributeString(attribute, count.ToString(CultureInfo.InvariantCulture));
    }

    private static void Write(XmlWriter xml, JUnitCase test)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", test.ClassName);
        xml.WriteAttributeString("name", Clean(test.Name));
        xml.WriteAttributeString("time", Seconds(test.Duration));
        if (test.Problem != JUnitProblem.None)
        {
            xml.WriteStartElement(test.Problem switch
            {
                JUnitProblem.Failure => "failure",
                JUnitProblem.Error => "error",
                _ => "skipped",
            });
            xml.WriteAttributeString("message", Clean(test.Message));
            xml.WriteString(Clean(test.Detail));
            xml.WriteEndElement();
        }

        if (test.Output.Length > 0)
            xml.WriteElementString("system-out", Clean(test.Output));
        xml.WriteEndElement();
    }

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A board may print anything; XML cannot hold everything.</summary>
    internal static string Clean(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                clean.Append(text[i]).Append(text[++i]);
            else
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }

        return clean.ToString();
    }
}
