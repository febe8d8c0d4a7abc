using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Storage;

[TestClass]
public class StaticAddressesTests
{
    private const string Good = "10.0.0.1";

    [TestMethod]
    [DataRow("0.0.0.1")]
    [DataRow("1.2.3.4")]
    [DataRow("9.10.99.100")]
    [DataRow("192.168.178.255")]
    [DataRow("255.255.255.255")]
    public void Accepts(string address)
    {
        Assert.IsNull(Of(address, address, address, address, address).Refusal());
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("0.0.0.0")]
    [DataRow("10.0.0")]
    [DataRow("10.0.0.1.1")]
    [DataRow("10.0..1")]
    [DataRow(".10.0.1")]
    [DataRow("10.0.0.")]
    [DataRow("10.0.0.256")]
    [DataRow("256.0.0.1")]
    [DataRow("10.0.0.0001")]
    [DataRow("10.0.0.a")]
    [DataRow("10.0.0./")]
    [DataRow("10.0.0.:")]
    [DataRow("10.0.0.-1")]
    [DataRow("10.0.0. 1")]
    [DataRow("10,0,0,1")]
    public void Refuses_and_says_which(string address)
    {
        Assert.AreEqual("ip is not a dotted address", Of(address, Good, Good, Good, null).Refusal());
        Assert.AreEqual("netmask is not a dotted address", Of(Good, address, Good, Good, null).Refusal());
        Assert.AreEqual("gateway is not a dotted address", Of(Good, Good, address, Good, null).Refusal());
        Assert.AreEqual("the first DNS server is not a dotted address", Of(Good, Good, Good, address, null).Refusal());
        string second = Of(Good, Good, Good, Good, address).Refusal();
        Assert.AreEqual(address == null ? null : "the second DNS server is not a dotted address", second);
    }

    [TestMethod]
    public void Are_the_same_when_all_five_are()
    {
        StaticAddresses one = Of("1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4", "5.5.5.5");
        Assert.IsTrue(one.Same(Of("1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4", "5.5.5.5")));
        Assert.IsFalse(one.Same(null));
        Assert.IsFalse(one.Same(Of("9.9.9.9", "2.2.2.2", "3.3.3.3", "4.4.4.4", "5.5.5.5")));
        Assert.IsFalse(one.Same(Of("1.1.1.1", "9.9.9.9", "3.3.3.3", "4.4.4.4", "5.5.5.5")));
        Assert.IsFalse(one.Same(Of("1.1.1.1", "2.2.2.2", "9.9.9.9", "4.4.4.4", "5.5.5.5")));
        Assert.IsFalse(one.Same(Of("1.1.1.1", "2.2.2.2", "3.3.3.3", "9.9.9.9", "5.5.5.5")));
        Assert.IsFalse(one.Same(Of("1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4", null)));
    }

    private static StaticAddresses Of(string ip, string netmask, string gateway, string dns1, string dns2)
    {
        return new StaticAddresses { Ip = ip, Netmask = netmask, Gateway = gateway, Dns1 = dns1, Dns2 = dns2 };
    }
}
