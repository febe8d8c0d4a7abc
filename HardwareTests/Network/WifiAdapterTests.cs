using System.Device.Wifi;
using HardwareTests.Support;
using nanoFramework.TestFramework;

namespace HardwareTests.Network;

/// <summary>nanoFramework's WifiAdapter, as the firmware relies on it.</summary>
[TestClass]
public class WifiAdapterTests
{
    private static WifiAdapter _adapter;

    [Setup]
    public void FindNetworks()
    {
        _adapter = Air.Adapter();
        Air.Needs(_adapter, TestNetworks.Ssid);
    }

    [TestMethod]
    public void Hears_the_network_with_a_sensible_signal()
    {
        int signal = Air.Signal(_adapter, TestNetworks.Ssid);
        Assert.IsTrue(signal < 0 && signal > -100, signal.ToString());
    }

    [TestMethod]
    public void Does_not_hear_what_is_not_there()
    {
        Assert.AreEqual(0, Air.Signal(_adapter, TestNetworks.AbsentSsid));
    }

    [TestMethod]
    public void Connects_and_gets_an_address()
    {
        Assert.AreEqual((int)WifiConnectionStatus.Success, (int)Air.Connect(_adapter, TestNetworks.Ssid, TestNetworks.Password));
        Assert.IsNotNull(Air.WaitForAddress());
        _adapter.Disconnect();
    }

    [TestMethod]
    public void Loses_the_address_when_it_leaves()
    {
        Air.Connect(_adapter, TestNetworks.Ssid, TestNetworks.Password);
        Assert.IsNotNull(Air.WaitForAddress());
        _adapter.Disconnect();
        Assert.IsTrue(TestTime.Until(() => Air.Address() == null, 5000));
    }

    [TestMethod]
    [DataRow("not-the-password")]
    [DataRow("nf-test-passworD")]
    public void Is_refused_with_a_wrong_password(string password)
    {
        WifiConnectionStatus status = Air.Connect(_adapter, TestNetworks.Ssid, password);
        _adapter.Disconnect();
        Assert.IsTrue(
            status == WifiConnectionStatus.InvalidCredential || status == WifiConnectionStatus.AccessRevoked, ((int)status).ToString());
        Assert.IsNull(Air.Address());
    }

    [TestMethod]
    public void Does_not_find_an_absent_network()
    {
        WifiConnectionStatus status = Air.Connect(_adapter, TestNetworks.AbsentSsid, TestNetworks.Password);
        _adapter.Disconnect();
        Assert.AreEqual((int)WifiConnectionStatus.NetworkNotAvailable, (int)status);
    }

    [TestMethod]
    public void Connects_after_a_failure()
    {
        Air.Connect(_adapter, TestNetworks.Ssid, "not-the-password");
        _adapter.Disconnect();
        Assert.AreEqual((int)WifiConnectionStatus.Success, (int)Air.Connect(_adapter, TestNetworks.Ssid, TestNetworks.Password));
        Assert.IsNotNull(Air.WaitForAddress());
        _adapter.Disconnect();
    }

    [TestMethod]
    public void Connects_to_an_open_network()
    {
        Air.Needs(_adapter, TestNetworks.OpenSsid);
        Assert.AreEqual((int)WifiConnectionStatus.Success, (int)Air.Connect(_adapter, TestNetworks.OpenSsid, ""));
        Assert.IsNotNull(Air.WaitForAddress());
        _adapter.Disconnect();
    }

    [TestMethod]
    public void Joins_a_network_that_gives_no_address_and_has_none()
    {
        Air.Needs(_adapter, TestNetworks.NoAddressSsid);
        Assert.AreEqual((int)WifiConnectionStatus.Success, (int)Air.Connect(_adapter, TestNetworks.NoAddressSsid, TestNetworks.Password));
        Assert.IsNull(Air.WaitForAddress());
        _adapter.Disconnect();
    }

    [TestMethod]
    public void Changes_networks()
    {
        Air.Needs(_adapter, TestNetworks.OpenSsid);
        Air.Connect(_adapter, TestNetworks.OpenSsid, "");
        Assert.IsNotNull(Air.WaitForAddress());
        Assert.AreEqual((int)WifiConnectionStatus.Success, (int)Air.Connect(_adapter, TestNetworks.Ssid, TestNetworks.Password));
        Assert.IsNotNull(Air.WaitForAddress());
        _adapter.Disconnect();
    }

    [TestMethod]
    public void Comes_back_by_itself_after_the_network_was_gone()
    {
        if (!TestTime.Until(() => Air.Signal(_adapter, TestNetworks.FlakySsid) != 0, 30000))
            Assert.SkipTest("the network " + TestNetworks.FlakySsid + " is not here");
        Assert.IsTrue(TestTime.Until(
            () => Air.Connect(_adapter, TestNetworks.FlakySsid, TestNetworks.Password) == WifiConnectionStatus.Success, 60000));
        Assert.IsNotNull(Air.WaitForAddress());
        Assert.IsTrue(TestTime.Until(() => Air.Address() == null, 90000), "the network never went away");
        Assert.IsTrue(TestTime.Until(() => Air.Address() != null, 60000), "the board did not come back");
        _adapter.Disconnect();
    }

    [Cleanup]
    public void Leave()
    {
        _adapter.Disconnect();
    }
}
