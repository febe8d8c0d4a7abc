using System;
using System.Collections;
using HardwareTests.Support;
using ImpDevice;
using ImpDevice.Runtime;
using nanoFramework.TestFramework;

namespace HardwareTests.Api;

/// <summary>imp's server object: connection, log, flush.</summary>
[TestClass]
public class ServerTests
{
    private const int Soon = 5000;

    [TestMethod]
    public void Connects_once()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.IsFalse(Server.IsConnected);
        Assert.IsTrue(Server.Connect() == ConnectReason.Connected);
        Assert.IsTrue(Server.IsConnected);
        Assert.IsTrue(Server.Connect() == ConnectReason.Connected);
        Assert.AreEqual(1, bench.Gateway.Calls("hello").Length);
        bench.Stop();
    }

    [TestMethod]
    public void A_dut_uses_the_factory_network()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Imp.SetWifiConfiguration("shop", "shop-password");
        Server.Connect();
        Assert.AreEqual("factory-net", bench.Network.LastSsid);
        Assert.AreEqual("factory-password", bench.Network.LastPassword);
        bench.Stop();
    }

    [TestMethod]
    public void Activation_and_production_use_the_programmed_network()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Activation);
        Imp.SetWifiConfiguration("shop", "shop-password");
        Server.Connect();
        Assert.AreEqual("shop", bench.Network.LastSsid);
        Assert.AreEqual("shop-password", bench.Network.LastPassword);
        bench.Stop();
    }

    [TestMethod]
    public void Does_not_try_without_a_configured_network()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Production);
        Assert.IsTrue(Server.Connect() == ConnectReason.NotConnected);
        Assert.AreEqual(0, bench.Network.Attempts);
        bench.Stop();
    }

    [TestMethod]
    [DataRow("wifi-not-found", (int)ConnectReason.NoWifi)]
    [DataRow("wifi-credentials-refused", (int)ConnectReason.NoWifi)]
    [DataRow("no-ip-address", (int)ConnectReason.NoIpAddress)]
    public void Says_how_the_network_failed(string reason, int result)
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        bench.Network.Fails = reason;
        Assert.AreEqual(result, (int)Server.Connect());
        Assert.IsFalse(Server.IsConnected);
        Assert.AreEqual(0, bench.Gateway.Calls("hello").Length);
        bench.Stop();
    }

    [TestMethod]
    [DataRow("name-not-resolved", (int)ConnectReason.NotResolved)]
    [DataRow("connect-failed", (int)ConnectReason.NoServer)]
    [DataRow("timeout", (int)ConnectReason.NoServer)]
    public void Says_how_the_gateway_failed(string failure, int result)
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        bench.Gateway.Answers("hello", Answer.Fails(failure));
        Assert.AreEqual(result, (int)Server.Connect());
        Assert.IsFalse(Server.IsConnected);
        bench.Stop();
    }

    [TestMethod]
    public void Does_not_connect_to_a_gateway_that_cannot_sign()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        bench.Gateway.Answers("hello", Answer.ForgedWith("{\"session\":\"s\"}"));
        Assert.IsTrue(Server.Connect() == ConnectReason.NoServer);
        bench.Stop();
    }

    [TestMethod]
    public void Disconnects_and_leaves_the_network()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Server.Connect();
        Server.Disconnect();
        Assert.IsFalse(Server.IsConnected);
        Assert.IsNull(bench.Network.Address());
        Assert.IsTrue(Agent.Send("a", null) == SendResult.NotConnected);
        bench.Stop();
    }

    [TestMethod]
    public void Logs_at_the_gateway()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.IsTrue(Server.Log("too early") == SendResult.NotConnected);
        Server.Connect();
        Assert.IsTrue(Server.Log("a message") == SendResult.Ok);
        Assert.IsTrue(Server.Error("an error") == SendResult.Ok);
        Assert.IsTrue(Server.Flush(5) == SendResult.Ok);
        ArrayList lines = bench.Gateway.Received("log");
        Assert.AreEqual(2, lines.Count);
        Assert.AreEqual("info", (string)((Hashtable)lines[0])["level"]);
        Assert.AreEqual("a message", (string)((Hashtable)lines[0])["message"]);
        Assert.AreEqual("error", (string)((Hashtable)lines[1])["level"]);
        bench.Stop();
    }

    [TestMethod]
    public void Cuts_long_log_lines()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Server.Connect();
        Server.Log(new string('x', 5000));
        Server.Log(null);
        Assert.IsTrue(Server.Flush(5) == SendResult.Ok);
        Assert.AreEqual(1024, ((string)((Hashtable)bench.Gateway.Received("log")[0])["message"]).Length);
        Assert.AreEqual("", (string)((Hashtable)bench.Gateway.Received("log")[1])["message"]);
        bench.Stop();
    }

    [TestMethod]
    public void Flush_waits_until_everything_has_arrived()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.IsTrue(Server.Flush(1) == SendResult.NotConnected);
        Server.Connect();
        Assert.IsTrue(Server.Flush(0) == SendResult.Ok);
        bench.Gateway.Answers("send", Answer.Fails("timeout"));
        Agent.Send("a", null);
        Assert.IsTrue(Server.Flush(10) == SendResult.Ok);
        Assert.AreEqual(0, bench.Runtime.Outgoing.Count);
        bench.Stop();
    }

    [TestMethod]
    public void Flush_ends_when_its_time_is_over()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Server.Connect();
        for (int i = 0; i < 20; i++) bench.Gateway.Answers("send", Answer.Fails("timeout"));
        Agent.Send("a", null);
        long started = Environment.TickCount64;
        Assert.IsTrue(Server.Flush(1.5) == SendResult.Timeout);
        Assert.IsTrue(Environment.TickCount64 - started >= 1500);
        bench.Stop();
    }

    [TestMethod]
    public void Flush_refuses_a_time_out_of_range()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => Server.Flush(-1));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => Server.Flush(3601));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => Server.Flush(double.NaN));
        bench.Stop();
    }

    [TestMethod]
    public void Restarts_when_the_gateway_asks()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Production);
        Imp.SetWifiConfiguration("shop", "");
        Server.Connect();
        bench.Gateway.Posts("\"type\":\"restart\"");
        Assert.IsTrue(bench.Power.WaitForReboot(Soon));
        bench.Stop();
    }

    [TestMethod]
    public void A_deployed_application_replaces_dut_firmware()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Server.Connect();
        bench.Gateway.Posts("\"type\":\"application\"");
        Assert.IsTrue(bench.Power.WaitForReboot(Soon));
        Assert.IsTrue(DeviceBench.Stored.ApplicationLoaded);
        bench.Stop();
    }

    [TestMethod]
    public void A_deployed_application_does_not_restart_production()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Production);
        Imp.SetWifiConfiguration("shop", "");
        Server.Connect();
        bench.Gateway.Posts("\"type\":\"application\"");
        Assert.IsTrue(TestTime.Until(() => bench.Configuration.Current.ApplicationLoaded, Soon));
        Assert.IsFalse(bench.Power.WaitForReboot(1000));
        bench.Stop();
    }

    [TestMethod]
    public void Joins_the_network_again_when_it_is_lost()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Server.Connect();
        bench.Network.Disconnect();
        for (int i = 0; i < 4; i++) bench.Gateway.Answers("poll", Answer.Fails("connection-lost"));
        bench.Gateway.AgentSends("wake", "null");
        Assert.IsTrue(TestTime.Until(() => bench.Network.Address() != null, 30000));
        Assert.AreEqual(2, bench.Network.Attempts);
        bench.Stop();
    }

    [Cleanup]
    public void RemoveFiles()
    {
        DeviceBench.RemoveFiles();
    }
}
