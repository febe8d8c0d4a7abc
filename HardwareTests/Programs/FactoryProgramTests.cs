using System.Collections;
using DeviceFirmware.Programs;
using HardwareTests.Support;
using ImpDevice.Diagnostics;
using ImpDevice.Runtime;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Programs;

/// <summary>The guide's flow, step by step, as the device goes through it.</summary>
[TestClass]
public class FactoryProgramTests
{
    private const int Soon = 10000;
    private const string Good =
        "{\"plan_id\":\"" + DeviceBench.Plan + "\",\"token_id\":\"" + DeviceBench.Token + "\",\"ssid\":\"shop\",\"password\":\"shop-password\"}";

    [TestMethod]
    public void Reports_its_tests_before_it_asks_for_a_token()
    {
        DeviceBench bench = Ready(NetworkKind.Wifi);
        ArrayList sent = bench.Gateway.Received("agent");
        Assert.AreEqual("test.result", (string)((Hashtable)sent[0])["name"]);
        Assert.AreEqual("ready.for.token", (string)((Hashtable)sent[1])["name"]);
        Hashtable result = bench.Gateway.DataOf("test.result");
        Assert.IsTrue((bool)result["passed"]);
        Assert.AreEqual(6, ((ArrayList)result["tests"]).Count);
        bench.Stop();
    }

    [TestMethod]
    [DataRow((int)NetworkKind.Wifi, "wifi")]
    [DataRow((int)NetworkKind.Ethernet, "ethernet")]
    [DataRow((int)NetworkKind.Cellular, "cellular")]
    public void Says_who_it_is_when_it_asks(int kind, string network)
    {
        DeviceBench bench = Ready((NetworkKind)kind);
        Hashtable ready = bench.Gateway.DataOf("ready.for.token");
        Assert.AreEqual("5000240ac4010203", (string)ready["device_id"]);
        Assert.AreEqual("240ac4010203", (string)ready["mac"]);
        Assert.AreEqual(network, (string)ready["network"]);
        bench.Stop();
    }

    [TestMethod]
    public void Stores_everything_reports_and_reboots()
    {
        DeviceBench bench = Ready(NetworkKind.Wifi);
        bench.Gateway.AgentSends("activation.token", Good);
        AssertReported(bench);
        AssertStored("shop", "shop-password");
        Assert.AreEqual(0, bench.Power.Reboots);
        bench.Gateway.AgentSends("activation.data.received", "{}");
        Assert.IsTrue(bench.Power.WaitForReboot(2000));
        bench.Stop();
    }

    [TestMethod]
    public void Stores_nothing_before_it_is_blessed()
    {
        DeviceBench bench = Ready(NetworkKind.Wifi);
        bench.Gateway.Answers("bless", Answer.Fails("timeout")).Answers("bless", Answer.Fails("timeout"));
        bench.Gateway.AgentSends("activation.token", Good);
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.Calls("bless").Length == 2, Soon));
        Assert.IsFalse(bench.Configuration.Current.HasEnrolTokens);
        Assert.IsTrue(TestTime.Until(() => bench.Configuration.Current.HasEnrolTokens, Soon));
        Assert.AreEqual(3, bench.Gateway.Calls("bless").Length);
        bench.Stop();
    }

    [TestMethod]
    public void Stores_nothing_when_the_blessing_is_refused()
    {
        DeviceBench bench = Ready(NetworkKind.Wifi);
        bench.Gateway.Answers("bless", Answer.Ok("{\"blessed\":false,\"reason\":\"not-a-dut\",\"message\":\"why\"}"));
        bench.Gateway.AgentSends("activation.token", Good);
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.DataOf("bless.failed") != null, Soon));
        Assert.AreEqual("not-a-dut", (string)bench.Gateway.DataOf("bless.failed")["reason"]);
        Assert.AreEqual("why", (string)bench.Gateway.DataOf("bless.failed")["message"]);
        Assert.IsFalse(bench.Power.WaitForReboot(12000));
        Assert.IsFalse(DeviceBench.Stored.HasEnrolTokens);
        Assert.IsFalse(DeviceBench.Stored.HasWifi);
        bench.Stop();
    }

    [TestMethod]
    public void Is_replaced_by_an_application_that_comes_with_the_blessing()
    {
        DeviceBench bench = Ready(NetworkKind.Wifi);
        bench.Gateway.Answers("bless", Answer.Ok("{\"blessed\":true,\"application\":true}"));
        bench.Gateway.AgentSends("activation.token", Good);
        Assert.IsTrue(bench.Power.WaitForReboot(Soon));
        Assert.IsTrue(DeviceBench.Stored.ApplicationLoaded);
        Assert.IsFalse(DeviceBench.Stored.HasEnrolTokens);
        bench.Stop();
    }

    [TestMethod]
    public void Does_not_program_wifi_on_a_wired_board()
    {
        DeviceBench bench = Ready(NetworkKind.Ethernet);
        bench.Gateway.AgentSends("activation.token", Good);
        AssertReported(bench);
        AssertStored(null, null);
        bench.Stop();
    }

    [TestMethod]
    public void Takes_a_network_without_a_password_as_open()
    {
        DeviceBench bench = Ready(NetworkKind.Wifi);
        bench.Gateway.AgentSends(
            "activation.token", "{\"plan_id\":\"" + DeviceBench.Plan + "\",\"token_id\":\"" + DeviceBench.Token + "\",\"ssid\":\"open\"}");
        AssertReported(bench);
        AssertStored("open", "");
        bench.Stop();
    }

    [TestMethod]
    [DataRow("null")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("{\"plan_id\":\"short\",\"token_id\":\"fedcba9876543210\",\"ssid\":\"shop\",\"password\":\"shop-password\"}")]
    [DataRow("{\"plan_id\":\"0123456789abcdef\",\"ssid\":\"shop\",\"password\":\"shop-password\"}")]
    [DataRow("{\"plan_id\":\"0123456789abcdef\",\"token_id\":\"fedcba9876543210\"}")]
    [DataRow("{\"plan_id\":\"0123456789abcdef\",\"token_id\":\"fedcba9876543210\",\"ssid\":\"shop\",\"password\":\"x\"}")]
    public void Asks_again_when_the_token_is_malformed(string token)
    {
        DeviceBench bench = Ready(NetworkKind.Wifi);
        bench.Gateway.AgentSends("activation.token", token);
        Assert.IsTrue(TestTime.Until(() => Requests(bench) == 2, 15000));
        Assert.AreEqual(0, bench.Gateway.Calls("bless").Length);
        bench.Gateway.AgentSends("activation.token", Good);
        AssertReported(bench);
        bench.Stop();
    }

    [TestMethod]
    public void Asks_three_times_when_refused_and_then_stays()
    {
        DeviceBench bench = Ready(NetworkKind.Wifi);
        for (int refusal = 1; refusal <= 3; refusal++)
        {
            int request = refusal;
            Assert.IsTrue(TestTime.Until(() => Requests(bench) == request, 20000));
            bench.Gateway.AgentSends("activation.refused", "{\"reason\":\"cloud-unavailable\",\"message\":\"later\"}");
        }
        Assert.IsTrue(TestTime.Until(() => bench.Runtime.Led.State == LedState.Failed, Soon));
        Assert.IsFalse(TestTime.Until(() => Requests(bench) > 3, 30000));
        Assert.IsFalse(bench.Power.WaitForReboot(0));
        bench.Stop();
    }

    [TestMethod]
    public void Asks_again_when_the_agent_says_nothing_for_90_seconds()
    {
        DeviceBench bench = Ready(NetworkKind.Wifi);
        Assert.IsFalse(TestTime.Until(() => Requests(bench) > 1, 85000));
        Assert.IsTrue(TestTime.Until(() => Requests(bench) == 2, 15000));
        bench.Stop();
    }

    [TestMethod]
    public void Takes_a_token_that_comes_while_it_waits_to_ask_again()
    {
        DeviceBench bench = Ready(NetworkKind.Wifi);
        bench.Gateway.AgentSends("activation.refused", "{\"reason\":\"cloud-unavailable\"}");
        bench.Gateway.AgentSends("activation.token", Good);
        AssertReported(bench);
        Assert.IsFalse(TestTime.Until(() => Requests(bench) > 1, 7000));
        bench.Stop();
    }

    [TestMethod]
    public void Ignores_a_second_token()
    {
        DeviceBench bench = Ready(NetworkKind.Wifi);
        bench.Gateway.AgentSends("activation.token", Good);
        bench.Gateway.AgentSends("activation.token", "{\"plan_id\":\"1111111111111111\",\"token_id\":\"2222222222222222\",\"ssid\":\"other\"}");
        AssertReported(bench);
        AssertStored("shop", "shop-password");
        Assert.AreEqual(1, bench.Gateway.Calls("bless").Length);
        bench.Stop();
    }

    [TestMethod]
    public void Reboots_without_a_receipt_after_ten_seconds()
    {
        DeviceBench bench = Ready(NetworkKind.Wifi);
        bench.Gateway.AgentSends("activation.token", Good);
        AssertReported(bench);
        Assert.IsFalse(bench.Power.WaitForReboot(8000));
        Assert.IsTrue(bench.Power.WaitForReboot(5000));
        AssertStored("shop", "shop-password");
        bench.Stop();
    }

    [TestMethod]
    public void Ignores_a_receipt_for_nothing()
    {
        DeviceBench bench = Ready(NetworkKind.Wifi);
        bench.Gateway.AgentSends("activation.data.received", "{}");
        Assert.IsFalse(bench.Power.WaitForReboot(1000));
        bench.Stop();
    }

    [TestMethod]
    public void Asks_for_no_token_when_a_test_fails()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        bench.Network.Signal = -95;
        bench.Start(() => new FactoryProgram(bench.Runtime).Start());
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.Calls("bless").Length == 1, Soon));
        Assert.IsFalse((bool)bench.Gateway.Calls("bless")[0].Body["success"]);
        Assert.IsFalse((bool)bench.Gateway.DataOf("test.result")["passed"]);
        Assert.IsFalse(TestTime.Until(() => Requests(bench) > 0, 2000));
        bench.Stop();
    }

    [TestMethod]
    public void Tries_the_network_until_it_is_there()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        bench.Network.Fails = "wifi-not-found";
        bench.Start(() => new FactoryProgram(bench.Runtime).Start());
        Assert.IsTrue(TestTime.Until(() => bench.Network.Attempts == 2, 15000));
        bench.Network.Fails = null;
        Assert.IsTrue(TestTime.Until(() => Requests(bench) == 1, 30000));
        bench.Stop();
    }

    [Cleanup]
    public void RemoveFiles()
    {
        DeviceBench.RemoveFiles();
    }

    private static DeviceBench Ready(NetworkKind kind)
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory, kind);
        bench.Start(() => new FactoryProgram(bench.Runtime).Start());
        Assert.IsTrue(TestTime.Until(() => Requests(bench) == 1, Soon));
        return bench;
    }

    private static int Requests(DeviceBench bench)
    {
        int requests = 0;
        ArrayList messages = bench.Gateway.Received("agent");
        for (int i = 0; i < messages.Count; i++)
            if ((string)((Hashtable)messages[i])["name"] == "ready.for.token") requests++;
        return requests;
    }

    private static void AssertReported(DeviceBench bench)
    {
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.DataOf("activation.data") != null, Soon));
        Hashtable report = bench.Gateway.DataOf("activation.data");
        Assert.AreEqual("5000240ac4010203", (string)report["device_id"]);
        Assert.AreEqual(DeviceBench.Plan, (string)report["plan_id"]);
        Assert.AreEqual(DeviceBench.Token, (string)report["token_id"]);
    }

    private static void AssertStored(string ssid, string password)
    {
        DeviceConfiguration stored = DeviceBench.Stored;
        Assert.AreEqual(DeviceBench.Plan, stored.PlanId);
        Assert.AreEqual(DeviceBench.Token, stored.TokenId);
        Assert.AreEqual(ssid, stored.WifiSsid);
        Assert.AreEqual(password, stored.WifiPassword);
    }
}
