using ImpDevice.Diagnostics;
using nanoFramework.TestFramework;

namespace HardwareTests.Diagnostics;

[TestClass]
public class FieldsTests
{
    [TestMethod]
    [DataRow("plain", " k=plain")]
    [DataRow("", " k=\"\"")]
    [DataRow("two words", " k=\"two words\"")]
    [DataRow("a=b", " k=\"a=b\"")]
    [DataRow("say \"x\"", " k=\"say \\\"x\\\"\"")]
    [DataRow("back\\slash", " k=\"back\\\\slash\"")]
    [DataRow("two\nlines\r", " k=\"two lines \"")]
    [DataRow("\u00fc", " k=\u00fc")]
    public void Quotes_what_needs_it(string value, string text)
    {
        Assert.AreEqual(text, new Fields().Add("k", value).ToString());
    }

    [TestMethod]
    public void Keeps_the_order_and_leaves_null_out()
    {
        Assert.AreEqual(" a=1 b=true d=-5", new Fields().Add("a", 1).Add("b", true).Add("c", (string)null).Add("d", -5L).ToString());
    }

    [TestMethod]
    [DataRow("0123456789abcdef", "0123\u2026")]
    [DataRow("12345678", "1234\u2026")]
    [DataRow("1234567", "\u2026")]
    [DataRow("", "\u2026")]
    [DataRow(null, "\u2026")]
    public void Shortens_secrets(string secret, string shown)
    {
        Assert.AreEqual(shown, Secret.Shorten(secret));
    }
}
