using System;
using System.Collections;
using HardwareTests.Support;
using ImpDevice;
using ImpDevice.Runtime;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Api;

/// <summary>imp's own object: provisioning, timers, restart.</summary>
[TestClass]
public class ImpTests
{
    [TestMethod]
    public void Stores_enrolment_tokens_durably_in_lower_case()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Imp.SetEnrolTokens("0123456789ABCDEF", DeviceBench.Token);
        Assert.AreEqual(DeviceBench.Plan, DeviceBench.Stored.PlanId);
        Assert.AreEqual(DeviceBench.Token, DeviceBench.Stored.TokenId);
        bench.Stop();
    }

    [TestMethod]
    public void New_tokens_undo_an_earlier_activation()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        bench.Configuration.Update(c =>
        {
            c.Activated = true;
            c.AgentUrl = "https://old";
            c.ActivationOutcome = "activated";
        });
        Imp.SetEnrolTokens(DeviceBench.Plan, DeviceBench.Token);
        DeviceConfiguration stored = DeviceBench.Stored;
        Assert.IsFalse(stored.Activated);
        Assert.IsNull(stored.AgentUrl);
        Assert.IsNull(stored.ActivationOutcome);
        bench.Stop();
    }

    [TestMethod]
    [DataRow("", DeviceBench.Token)]
    [DataRow("0123456789abcde", DeviceBench.Token)]
    [DataRow("0123456789abcdef0", DeviceBench.Token)]
    [DataRow("0123456789abcdeg", DeviceBench.Token)]
    [DataRow(DeviceBench.Plan, "")]
    [DataRow(DeviceBench.Plan, "not a token at a")]
    public void Refuses_tokens_that_are_none(string plan, string token)
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.ThrowsException(typeof(ArgumentException), () => Imp.SetEnrolTokens(plan, token));
        Assert.IsNull(DeviceBench.Stored.PlanId);
        Assert.IsNull(DeviceBench.Stored.TokenId);
        bench.Stop();
    }

    [TestMethod]
    public void Refuses_null()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.ThrowsException(typeof(ArgumentNullException), () => Imp.SetEnrolTokens(null, DeviceBench.Token));
        Assert.ThrowsException(typeof(ArgumentNullException), () => Imp.SetEnrolTokens(DeviceBench.Plan, null));
        Assert.ThrowsException(typeof(ArgumentNullException), () => Imp.SetWifiConfiguration(null, ""));
        Assert.ThrowsException(typeof(ArgumentNullException), () => Imp.SetWifiConfiguration("net", null));
        Assert.ThrowsException(typeof(ArgumentNullException), () => Imp.Wakeup(1, null));
        bench.Stop();
    }

    [TestMethod]
    public void Stores_the_network_and_tells_its_name_at_once()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.AreEqual("factory-net", Imp.GetSsid());
        Imp.SetWifiConfiguration("shop", "shop-password");
        Assert.AreEqual("shop", Imp.GetSsid());
        Assert.AreEqual("shop", DeviceBench.Stored.WifiSsid);
        Assert.AreEqual("shop-password", DeviceBench.Stored.WifiPassword);
        bench.Stop();
    }

    [TestMethod]
    [DataRow("", "12345678")]
    [DataRow("net", "short")]
    [DataRow("a name that is longer than it may be", "")]
    public void Refuses_an_impossible_network(string ssid, string password)
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.ThrowsException(typeof(ArgumentException), () => Imp.SetWifiConfiguration(ssid, password));
        Assert.IsNull(DeviceBench.Stored.WifiSsid);
        bench.Stop();
    }

    [TestMethod]
    public void A_production_device_without_a_network_has_no_ssid()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Production);
        Assert.AreEqual("", Imp.GetSsid());
        bench.Stop();
    }

    [TestMethod]
    [DataRow((int)ConfigKind.All, false, false)]
    [DataRow((int)ConfigKind.Wifi, true, false)]
    [DataRow((int)ConfigKind.StaticNetwork, true, true)]
    [DataRow((int)ConfigKind.Proxy, true, true)]
    public void Clears_what_it_is_told_to(int kind, bool keepsTokens, bool keepsWifi)
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Imp.SetEnrolTokens(DeviceBench.Plan, DeviceBench.Token);
        Imp.SetWifiConfiguration("shop", "shop-password");
        Imp.ClearConfiguration((ConfigKind)kind);
        Assert.AreEqual(keepsTokens, DeviceBench.Stored.HasEnrolTokens);
        Assert.AreEqual(keepsWifi, DeviceBench.Stored.HasWifi);
        bench.Stop();
    }

    [TestMethod]
    public void Clears_everything_by_default()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Imp.SetEnrolTokens(DeviceBench.Plan, DeviceBench.Token);
        Imp.SetWifiConfiguration("shop", "");
        Imp.ClearConfiguration();
        Assert.IsFalse(DeviceBench.Stored.HasEnrolTokens);
        Assert.IsFalse(DeviceBench.Stored.HasWifi);
        bench.Stop();
    }

    [TestMethod]
    [DataRow(-0.001)]
    [DataRow(-1.0)]
    [DataRow(10737418.5)]
    [DataRow(1e12)]
    public void Refuses_a_wakeup_out_of_range(double seconds)
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => Imp.Wakeup(seconds, () => { }));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => Imp.Wakeup(double.NaN, () => { }));
        bench.Stop();
    }

    [TestMethod]
    public void Accepts_the_longest_wakeup()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.IsNotNull(Imp.Wakeup(10737418, () => { }));
        bench.Stop();
    }

    [TestMethod]
    public void Wakes_up_in_time_and_in_order()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        string woken = "";
        long started = Environment.TickCount64;
        long second = 0;
        bench.Start(() =>
        {
            Imp.Wakeup(0.5, () =>
            {
                second = Environment.TickCount64;
                woken += "b";
            });
            Imp.Wakeup(0.1, () => woken += "a");
            Imp.Wakeup(0, () => woken += "0");
        });
        Assert.IsTrue(TestTime.Until(() => woken.Length == 3, 5000));
        Assert.AreEqual("0ab", woken);
        Assert.IsTrue(second - started >= 500);
        bench.Stop();
    }

    [TestMethod]
    public void Does_not_wake_up_when_cancelled()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        int woken = 0;
        Imp.CancelWakeup(Imp.Wakeup(0, () => woken++));
        Imp.CancelWakeup(null);
        bench.Settle();
        Assert.AreEqual(0, woken);
        bench.Stop();
    }

    [TestMethod]
    public void A_wakeup_comes_once_and_may_set_the_next()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        int woken = 0;
        Imp.Wakeup(0, () =>
        {
            woken++;
            Imp.Wakeup(0, () => woken += 10);
        });
        bench.Settle();
        Assert.AreEqual(11, woken);
        bench.Stop();
    }

    [TestMethod]
    public void Is_idle_after_its_handlers()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        string made = "";
        Imp.OnIdle(() => made += "replaced");
        Imp.OnIdle(() => made += "idle");
        Imp.Wakeup(0, () => made += "handler ");
        bench.Settle();
        Assert.AreEqual("handler idle", made);
        Imp.OnIdle(() => made += "never");
        Imp.OnIdle(null);
        bench.Settle();
        Assert.AreEqual("handler idle", made);
        bench.Stop();
    }

    [TestMethod]
    public void Reset_reboots_and_halts_the_loop()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        bench.Start(() => Imp.Wakeup(0, () => Imp.Reset()));
        Assert.IsTrue(bench.Power.WaitForReboot(5000));
        Assert.IsFalse(bench.Loop.RunOnce(0));
        bench.Stop();
    }

    [TestMethod]
    public void Tells_of_the_board_and_its_identity()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.AreEqual("some-board", (string)Imp.Info()["type"]);
        Assert.AreEqual("5000240ac4010203", Hardware.GetDeviceId());
        Assert.AreEqual("240ac4010203", Hardware.GetMacAddress());
        bench.Stop();
    }

    [TestMethod]
    public void Tells_of_the_network()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Hashtable offline = Imp.Net.Info();
        Assert.IsFalse(offline.Contains("active"));
        Assert.IsFalse(offline.Contains("ipv4"));
        Assert.IsFalse(offline.Contains("lasterror"));
        Imp.SetWifiConfiguration("shop", "");
        Server.Connect();
        bench.Network.MeasureSignal();
        Hashtable online = Imp.Net.Info();
        Hashtable one = (Hashtable)((ArrayList)online["interface"])[(int)online["active"]];
        Assert.AreEqual("wifi", (string)one["type"]);
        Assert.AreEqual("240ac4010203", (string)one["macaddress"]);
        // The configured name is not the connected one: a DUT is on the factory's network whatever it was programmed for.
        Assert.AreEqual("shop", (string)one["ssid"]);
        Assert.AreEqual("factory-net", (string)one["connectedssid"]);
        Assert.AreEqual("255.255.255.0", (string)((Hashtable)online["ipv4"])["netmask"]);
        Assert.AreEqual(-60, (int)one["rssi"]);
        Assert.AreEqual("192.168.1.2", (string)((Hashtable)online["ipv4"])["address"]);
        Server.Disconnect();
        Assert.IsFalse(Imp.Net.Info().Contains("active"));
        bench.Stop();
    }

    [TestMethod]
    public void Stores_fixed_addresses_for_the_programmed_network_only()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Imp.SetStaticNetworkConfiguration("10.0.0.7", "255.255.0.0", "10.0.0.1", new string[] { "10.0.0.2", "10.0.0.3" });
        StaticAddresses stored = DeviceBench.Stored.StaticAddresses;
        Assert.AreEqual("10.0.0.7", stored.Ip);
        Assert.AreEqual("255.255.0.0", stored.Netmask);
        Assert.AreEqual("10.0.0.1", stored.Gateway);
        Assert.AreEqual("10.0.0.2", stored.Dns1);
        Assert.AreEqual("10.0.0.3", stored.Dns2);
        Server.Connect();
        Assert.IsNull(bench.Network.Addresses);
        bench.Stop();
        DeviceBench activation = new DeviceBench(ProgramKind.Activation);
        Imp.SetWifiConfiguration("shop", "");
        Imp.SetStaticNetworkConfiguration("10.0.0.7", "255.255.0.0", "10.0.0.1", new string[] { "10.0.0.2" });
        Server.Connect();
        Assert.AreEqual("10.0.0.7", activation.Network.Addresses.Ip);
        Imp.ClearConfiguration(ConfigKind.StaticNetwork);
        Assert.IsNull(DeviceBench.Stored.StaticAddresses);
        Assert.IsTrue(DeviceBench.Stored.HasWifi);
        activation.Stop();
    }

    [TestMethod]
    [DataRow("10.0.0", "255.0.0.0", "10.0.0.1", "10.0.0.2")]
    [DataRow("10.0.0.256", "255.0.0.0", "10.0.0.1", "10.0.0.2")]
    [DataRow("10.0.0.7", "mask", "10.0.0.1", "10.0.0.2")]
    [DataRow("10.0.0.7", "255.0.0.0", "", "10.0.0.2")]
    [DataRow("10.0.0.7", "255.0.0.0", "10.0.0.1", "10.0.0.-2")]
    [DataRow("0.0.0.0", "255.0.0.0", "10.0.0.1", "10.0.0.2")]
    public void Refuses_addresses_that_are_none(string ip, string netmask, string gateway, string dns)
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.ThrowsException(typeof(ArgumentException), () => Imp.SetStaticNetworkConfiguration(ip, netmask, gateway, new string[] { dns }));
        Assert.ThrowsException(typeof(ArgumentException), () => Imp.SetStaticNetworkConfiguration("10.0.0.7", "255.0.0.0", "10.0.0.1", null));
        Assert.ThrowsException(typeof(ArgumentException), () => Imp.SetStaticNetworkConfiguration("10.0.0.7", "255.0.0.0", "10.0.0.1", new string[0]));
        Assert.IsNull(DeviceBench.Stored.StaticAddresses);
        bench.Stop();
    }

    [TestMethod]
    public void Keeps_user_data_over_clearing_the_configuration()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.IsNull(Imp.GetUserConfiguration());
        byte[] longest = Bytes.Pattern(4096);
        Imp.SetUserConfiguration(longest);
        Bytes.AssertEqual(longest, Imp.GetUserConfiguration());
        Imp.ClearConfiguration();
        Bytes.AssertEqual(longest, DeviceBench.StoredByUser);
        Assert.ThrowsException(typeof(ArgumentException), () => Imp.SetUserConfiguration(new byte[4097]));
        Bytes.AssertEqual(longest, DeviceBench.StoredByUser);
        Imp.SetUserConfiguration("line 7 \u00e9");
        Assert.AreEqual("line 7 \u00e9", Bytes.Text(Imp.GetUserConfiguration()));
        Imp.SetUserConfiguration("");
        Assert.AreEqual(0, DeviceBench.StoredByUser.Length);
        Imp.SetUserConfiguration((string)null);
        Assert.IsNull(DeviceBench.StoredByUser);
        bench.Stop();
    }

    [TestMethod]
    public void Gets_configuration_parameters_from_hello_as_a_copy()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.AreEqual(0, Imp.ConfigParams.Count);
        bench.Gateway.Answers("hello", Answer.Ok("{\"session\":\"s\",\"configparams\":{\"factory_imp_device_id\":\"fixture\"}}"));
        Server.Connect();
        Assert.AreEqual("fixture", (string)Imp.ConfigParams["factory_imp_device_id"]);
        Imp.ConfigParams.Clear();
        Assert.AreEqual(1, Imp.ConfigParams.Count);
        bench.Stop();
    }

    [Cleanup]
    public void RemoveFiles()
    {
        DeviceBench.RemoveFiles();
    }
}
