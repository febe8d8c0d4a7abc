using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Storage;

[TestClass]
public class WifiRulesTests
{
    [TestMethod]
    [DataRow("a", "")]
    [DataRow("12345678901234567890123456789012", "12345678")]
    [DataRow("net", "123456789012345678901234567890123456789012345678901234567890123")]
    [DataRow("net", "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef")]
    [DataRow("\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc", "\u00fc\u00fc\u00fc\u00fc")]
    public void Accepts(string ssid, string password)
    {
        Assert.IsNull(WifiRules.Refusal(ssid, password));
    }

    [TestMethod]
    [DataRow("", "12345678")]
    [DataRow(null, "12345678")]
    [DataRow("123456789012345678901234567890123", "12345678")]
    [DataRow("\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fcx", "")]
    [DataRow("net", null)]
    [DataRow("net", "1234567")]
    [DataRow("net", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg")]
    [DataRow("net", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0")]
    public void Refuses(string ssid, string password)
    {
        Assert.IsNotNull(WifiRules.Refusal(ssid, password));
    }

    [TestMethod]
    [DataRow("", "12345678", "SSID is empty")]
    [DataRow("123456789012345678901234567890123", "", "SSID is longer than 32")]
    [DataRow("net", null, "password is missing")]
    [DataRow("net", "1234567", "password has 7 bytes")]
    public void Says_what_is_wrong(string ssid, string password, string what)
    {
        Assert.Contains(what, WifiRules.Refusal(ssid, password));
    }

    [TestMethod]
    public void Does_not_repeat_the_password_in_the_refusal()
    {
        Assert.DoesNotContains("secret7", WifiRules.Refusal("net", "secret7"));
    }
}
