using ImpDevice.Link;
using nanoFramework.TestFramework;

namespace HardwareTests.Link;

[TestClass]
public class GatewayAddressTests
{
    [TestMethod]
    [DataRow("http://gateway", "http://gateway", "")]
    [DataRow("http://gateway:8080", "http://gateway:8080", "")]
    [DataRow("http://g/p", "http://g", "/p")]
    [DataRow("https://gateway", "https://gateway", "")]
    [DataRow("https://g/p", "https://g", "/p")]
    [DataRow("https://gateway:8443/base/path", "https://gateway:8443", "/base/path")]
    public void Is_an_origin_and_a_path(string url, string origin, string path)
    {
        GatewayAddress address = new GatewayAddress(url);
        Assert.AreEqual(origin, address.Origin);
        Assert.AreEqual(path, address.Path);
        Assert.AreEqual(path + "/device/v1/x", address.DevicePath("x"));
    }
}
