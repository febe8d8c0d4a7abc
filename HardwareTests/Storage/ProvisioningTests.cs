using HardwareTests.Support;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Storage;

[TestClass]
public class ProvisioningTests
{
    private const string Path = TestFiles.Prefix + "provision.json";
    private const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string Common = "\"gateway\":\"http://gateway.factory:8080/\",\"key\":\"" + Key + "\",\"board\":\"some-board\",";

    [TestMethod]
    public void Reads_a_wifi_board()
    {
        ProvisioningResult result = Read("{" + Common +
            "\"network\":\"wifi\",\"wifi\":{\"ssid\":\"factory\",\"password\":\"12345678\"},\"led\":{\"pin\":2,\"active_low\":true}}");
        Assert.IsNull(result.Reason);
        Provisioning content = result.Content;
        Assert.AreEqual("http://gateway.factory:8080", content.Gateway);
        Assert.AreEqual(32, content.Key.Length);
        Assert.AreEqual((byte)0x1f, content.Key[31]);
        Assert.AreEqual("some-board", content.Board);
        Assert.AreEqual("wifi", content.NetworkName);
        Assert.AreEqual("factory", content.WifiSsid);
        Assert.AreEqual("12345678", content.WifiPassword);
        Assert.AreEqual(2, content.LedPin);
        Assert.IsTrue(content.LedActiveLow);
    }

    [TestMethod]
    [DataRow("ethernet")]
    [DataRow("cellular")]
    public void Reads_a_wired_board_without_wifi_and_led(string network)
    {
        Provisioning content = Read("{" + Common + "\"network\":\"" + network + "\",\"wifi\":null,\"led\":null}").Content;
        Assert.AreEqual(network, content.NetworkName);
        Assert.IsNull(content.WifiSsid);
        Assert.AreEqual(-1, content.LedPin);
    }

    [TestMethod]
    public void Knows_the_kind_of_network()
    {
        Assert.IsTrue(Read("{" + Common + "\"network\":\"ethernet\"}").Content.Network == NetworkKind.Ethernet);
        Assert.IsTrue(Read("{" + Common + "\"network\":\"cellular\"}").Content.Network == NetworkKind.Cellular);
        Assert.IsTrue(Read("{" + Common + "\"network\":\"wifi\",\"wifi\":{\"ssid\":\"open\"}}").Content.Network == NetworkKind.Wifi);
    }

    [TestMethod]
    public void Reads_the_certificate_of_the_gateways_authority()
    {
        Assert.AreEqual("-----BEGIN", Read("{" + Common + "\"network\":\"ethernet\",\"ca\":\"-----BEGIN\"}").Content.CaCertificate);
        Assert.IsNull(Read("{" + Common + "\"network\":\"ethernet\"}").Content.CaCertificate);
    }

    [TestMethod]
    [DataRow("http://a", "http://a")]
    [DataRow("https://a", "https://a")]
    [DataRow("https://gateway.factory/", "https://gateway.factory")]
    public void Takes_a_gateway(string given, string kept)
    {
        string rest = Common.Substring(Common.IndexOf(",") + 1);
        Assert.AreEqual(kept, Read("{\"gateway\":\"" + given + "\"," + rest + "\"network\":\"ethernet\"}").Content.Gateway);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(255)]
    public void Takes_a_led_on_any_pin(int pin)
    {
        Provisioning content = Read("{" + Common + "\"network\":\"ethernet\",\"led\":{\"pin\":" + pin.ToString() + "}}").Content;
        Assert.AreEqual(pin, content.LedPin);
        Assert.IsFalse(content.LedActiveLow);
    }

    [TestMethod]
    public void Says_what_is_expected_of_a_file_that_is_no_object()
    {
        Assert.Contains("object", Read("[]").Detail);
    }

    [TestMethod]
    public void Takes_a_missing_password_as_an_open_network()
    {
        Assert.AreEqual("", Read("{" + Common + "\"network\":\"wifi\",\"wifi\":{\"ssid\":\"open\"}}").Content.WifiPassword);
    }

    [TestMethod]
    public void Says_that_the_file_is_missing()
    {
        TestFiles.Delete(Path);
        ProvisioningResult result = ProvisioningReader.Read(Path);
        Assert.AreEqual("missing", result.Reason);
        Assert.IsNull(result.Content);
        Assert.AreEqual(-1, result.LedPin);
    }

    [TestMethod]
    [DataRow("", "malformed")]
    [DataRow("[]", "malformed")]
    [DataRow("{\"gateway\":", "malformed")]
    [DataRow("{}", "invalid-gateway")]
    [DataRow("{\"gateway\":\"ftp://x\"}", "invalid-gateway")]
    [DataRow("{\"gateway\":\"http://\"}", "invalid-gateway")]
    [DataRow("{\"gateway\":\"http:///x\"}", "invalid-gateway")]
    [DataRow("{\"gateway\":\"http://a b\"}", "invalid-gateway")]
    [DataRow("{\"gateway\":\"http://a?b\"}", "invalid-gateway")]
    [DataRow("{\"gateway\":\"http://a#b\"}", "invalid-gateway")]
    [DataRow("{\"gateway\":\"https://\"}", "invalid-gateway")]
    [DataRow("{\"gateway\":\"https:///x\"}", "invalid-gateway")]
    [DataRow("{\"gateway\":\"http://a\"}", "invalid-key")]
    [DataRow("{\"gateway\":\"http://a\",\"key\":\"00\"}", "invalid-key")]
    [DataRow("{\"gateway\":\"http://a\",\"key\":\"" + Key + "\"}", "invalid-board")]
    [DataRow("{" + Common + "\"network\":\"token-ring\"}", "invalid-network")]
    [DataRow("{" + Common + "\"network\":\"wifi\"}", "invalid-wifi")]
    [DataRow("{" + Common + "\"network\":\"wifi\",\"wifi\":{\"ssid\":\"x\",\"password\":\"short\"}}", "invalid-wifi")]
    [DataRow("{" + Common + "\"network\":\"ethernet\",\"led\":{\"pin\":300}}", "invalid-led")]
    [DataRow("{" + Common + "\"network\":\"ethernet\",\"led\":{\"pin\":256}}", "invalid-led")]
    [DataRow("{" + Common + "\"network\":\"ethernet\",\"led\":{\"pin\":-1}}", "invalid-led")]
    [DataRow("{" + Common + "\"network\":\"ethernet\",\"led\":{}}", "invalid-led")]
    public void Refuses(string file, string reason)
    {
        ProvisioningResult result = Read(file);
        Assert.AreEqual(reason, result.Reason);
        Assert.IsNull(result.Content);
    }

    [TestMethod]
    public void Knows_the_led_of_a_file_that_is_bad_otherwise()
    {
        ProvisioningResult result = Read("{\"led\":{\"pin\":5,\"active_low\":true}}");
        Assert.IsNotNull(result.Reason);
        Assert.AreEqual(5, result.LedPin);
        Assert.IsTrue(result.LedActiveLow);
    }

    [TestMethod]
    public void Refuses_a_file_that_is_much_too_long()
    {
        TestFiles.Write(Path, new byte[(16 * 1024) + 1]);
        Assert.AreEqual("unreadable", ProvisioningReader.Read(Path).Reason);
    }

    [Cleanup]
    public void RemoveFile()
    {
        TestFiles.Delete(Path);
    }

    private static ProvisioningResult Read(string file)
    {
        TestFiles.Write(Path, Bytes.Of(file));
        return ProvisioningReader.Read(Path);
    }
}
