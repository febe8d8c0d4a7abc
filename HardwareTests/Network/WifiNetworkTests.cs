using System;
using System.Collections;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using HardwareTests.Support;
using ImpDevice.Networking;
using ImpDevice.Runtime;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Network;

/// <summary>The firmware's way onto a WiFi network: one try, bounded, with a reason.</summary>
[TestClass]
public class WifiNetworkTests
{
    private static WifiNetwork _network;

    [Setup]
    public void FindNetworks()
    {
        WifiAdapter adapter = Air.Adapter();
        Air.Needs(adapter, TestNetworks.Ssid);
        _network = new WifiNetwork(new BoardClock());
    }

    [TestMethod]
    public void Connects_with_an_address()
    {
        NetworkResult result = _network.Connect(TestNetworks.Ssid, TestNetworks.Password);
        Assert.IsTrue(result.Ok, result.Reason);
        Assert.AreEqual(result.Address, _network.Address());
        _network.Disconnect();
        Assert.IsTrue(TestTime.Until(() => _network.Address() == null, 5000));
    }

    [TestMethod]
    public void Measures_the_signal_when_asked()
    {
        _network.Connect(TestNetworks.Ssid, TestNetworks.Password);
        Assert.AreEqual(0, _network.Rssi);
        _network.MeasureSignal();
        Assert.IsTrue(_network.Rssi < 0, _network.Rssi.ToString());
        _network.Disconnect();
    }

    [TestMethod]
    [DataRow(TestNetworks.Ssid, "not-the-password", "wifi-credentials-refused")]
    [DataRow(TestNetworks.AbsentSsid, "12345678", "wifi-not-found")]
    public void Says_why_not(string ssid, string password, string reason)
    {
        long started = Environment.TickCount64;
        NetworkResult result = _network.Connect(ssid, password);
        Assert.AreEqual(reason, result.Reason);
        Assert.IsNull(result.Address);
        Assert.IsTrue(Environment.TickCount64 - started < 40000);
    }

    [TestMethod]
    public void Says_that_there_is_no_address()
    {
        Air.Needs(Air.Adapter(), TestNetworks.NoAddressSsid);
        NetworkResult result = _network.Connect(TestNetworks.NoAddressSsid, TestNetworks.Password);
        Assert.AreEqual("no-ip-address", result.Reason);
        Assert.IsNull(_network.Address());
    }

    [TestMethod]
    public void Connects_at_the_first_try_after_each_failure()
    {
        _network.Connect(TestNetworks.AbsentSsid, "12345678");
        Assert.IsTrue(_network.Connect(TestNetworks.Ssid, TestNetworks.Password).Ok);
        _network.Connect(TestNetworks.Ssid, "not-the-password");
        Assert.IsTrue(_network.Connect(TestNetworks.Ssid, TestNetworks.Password).Ok);
        _network.Disconnect();
    }

    [TestMethod]
    public void Is_wifi_and_present()
    {
        Assert.AreEqual("wifi", _network.Kind);
        Assert.IsTrue(_network.IsPresent);
    }

    [Cleanup]
    public void Leave()
    {
        _network.Disconnect();
    }

    [TestMethod]
    public void Joins_with_fixed_addresses_and_goes_back_to_dhcp()
    {
        if (Interfaces.Find(NetworkInterfaceType.Ethernet) != null) Assert.SkipTest("the system keeps addresses for its first interface only");
        WifiNetwork network = _network;
        network.UseAddresses(new StaticAddresses { Ip = "10.1.2.77", Netmask = "255.255.255.0", Gateway = "10.1.2.1", Dns1 = "10.1.2.2" });
        NetworkResult joined = network.Connect(TestNetworks.Ssid, TestNetworks.Password);
        Hashtable ipv4 = new Hashtable();
        network.Describe(ipv4);
        string ssid = network.ConnectedSsid;
        network.Disconnect();
        network.UseAddresses(null);
        Assert.AreEqual("10.1.2.77", joined.Address);
        Assert.AreEqual("255.255.255.0", (string)ipv4["netmask"]);
        Assert.AreEqual("10.1.2.255", (string)ipv4["broadcast"]);
        Assert.AreEqual("10.1.2.1", (string)ipv4["gateway"]);
        Assert.AreEqual("10.1.2.2", (string)((ArrayList)ipv4["dnsserver"])[0]);
        Assert.AreEqual(TestNetworks.Ssid, ssid);
        Assert.IsNull(network.ConnectedSsid);
        joined = network.Connect(TestNetworks.Ssid, TestNetworks.Password);
        network.Disconnect();
        Assert.IsTrue(joined.Address != "10.1.2.77");
    }
}
