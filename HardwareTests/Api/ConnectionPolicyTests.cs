using System;
using HardwareTests.Support;
using ImpDevice;
using ImpDevice.Diagnostics;
using ImpDevice.Runtime;
using nanoFramework.TestFramework;

namespace HardwareTests.Api;

/// <summary>What happens when the connection is lost, under each policy, and how it comes back.</summary>
[TestClass]
public class ConnectionPolicyTests
{
    private const int TwoMinutes = 120000;

    [TestMethod]
    public void Connects_in_the_background_and_calls_back_once()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Server.SetSendTimeoutPolicy(ErrorPolicy.ReturnOnError, WaitPolicy.WaitTilSent, 30);
        string called = "";
        Server.Connect(reason => called += "replaced");
        Server.Connect(reason => called += ((int)reason).ToString());
        Assert.AreEqual("", called);
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && called.Length > 0, TwoMinutes));
        bench.Settle();
        Assert.AreEqual("5", called);
        Assert.IsTrue(Server.IsConnected);
        bench.Stop();
    }

    [TestMethod]
    [DataRow("wifi-not-found", (int)ConnectReason.NoWifi)]
    [DataRow("no-ip-address", (int)ConnectReason.NoIpAddress)]
    public void Calls_back_with_the_reason_when_the_time_is_over(string failure, int expected)
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        bench.Network.Fails = failure;
        Server.SetSendTimeoutPolicy(ErrorPolicy.ReturnOnError, WaitPolicy.WaitTilSent, 30);
        int reason = -1;
        Server.Connect(r => reason = (int)r, 10);
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && reason >= 0, TwoMinutes));
        Assert.AreEqual(expected, reason);
        Assert.IsTrue(bench.Network.Attempts > 1);
        Assert.AreEqual(expected, (int)Imp.Net.Info()["lasterror"]);
        bench.Stop();
    }

    [TestMethod]
    public void Connects_before_it_returns_and_calls_nobody_by_default()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        int called = 0;
        Server.Connect(reason => called++);
        Assert.IsTrue(Server.IsConnected);
        bench.Settle();
        Assert.AreEqual(0, called);
        bench.Stop();
    }

    [TestMethod]
    public void Tells_of_a_loss_after_a_minute_without_the_server_and_connects_only_when_asked()
    {
        DeviceBench bench = Lost(ErrorPolicy.ReturnOnError, 100);
        int reason = -1;
        Server.OnUnexpectedDisconnect(r => reason = (int)r);
        long started = Environment.TickCount64;
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && reason >= 0, TwoMinutes));
        Assert.IsTrue(Environment.TickCount64 - started >= 60000);
        Assert.AreEqual((int)ConnectReason.NoServer, reason);
        Assert.IsFalse(Server.IsConnected);
        Assert.AreEqual((int)ConnectReason.NoServer, (int)Imp.Net.Info()["lasterror"]);
        Assert.IsTrue(bench.Runtime.Led.State == LedState.NoServer);
        int hellos = bench.Gateway.Calls("hello").Length;
        Assert.IsFalse(TestTime.Until(() => Ran(bench) && Server.IsConnected, TwoMinutes));
        Assert.AreEqual(hellos, bench.Gateway.Calls("hello").Length);
        bool connected = false;
        Server.Connect(r => connected = r == ConnectReason.Connected);
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && connected, TwoMinutes));
        bench.Stop();
    }

    [TestMethod]
    public void Does_not_tell_of_a_loss_that_is_made_good_in_time()
    {
        DeviceBench bench = Lost(ErrorPolicy.ReturnOnError, 4);
        int told = 0;
        Server.OnUnexpectedDisconnect(r => told++);
        Assert.IsFalse(TestTime.Until(() => Ran(bench) && told > 0, TwoMinutes));
        Assert.IsTrue(Server.IsConnected);
        bench.Stop();
    }

    [TestMethod]
    public void Restores_a_lost_connection_by_itself_and_tells_nobody_by_default()
    {
        DeviceBench bench = Lost(ErrorPolicy.SuspendOnError, 9);
        int told = 0;
        Server.OnUnexpectedDisconnect(r => told++);
        bench.Gateway.AgentSends("back", "null");
        bool back = false;
        Agent.On("back", data => back = true);
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && back, 300000));
        Assert.AreEqual(0, told);
        bench.Stop();
    }

    [TestMethod]
    public void Tells_of_a_send_that_was_given_up()
    {
        DeviceBench bench = Connected(ErrorPolicy.ReturnOnError);
        Server.SetSendTimeoutPolicy(ErrorPolicy.ReturnOnError, WaitPolicy.WaitForAck, 2);
        int told = 0;
        Server.OnUnexpectedDisconnect(r => told++);
        for (int i = 0; i < 20; i++) bench.Gateway.Answers("send", Answer.Fails("timeout"));
        Assert.IsTrue(Agent.Send("m", 1) == SendResult.Timeout);
        Assert.AreEqual(0, told);
        bench.Settle();
        Assert.AreEqual(1, told);
        Assert.IsFalse(Server.IsConnected);
        bench.Stop();
    }

    [TestMethod]
    public void A_disconnect_on_purpose_is_not_unexpected()
    {
        DeviceBench bench = Lost(ErrorPolicy.ReturnOnError, 100);
        int told = 0;
        Server.OnUnexpectedDisconnect(r => told++);
        Server.Disconnect();
        Assert.IsFalse(TestTime.Until(() => Ran(bench) && told > 0, TwoMinutes));
        bench.Stop();
    }

    [TestMethod]
    public void Refuses_times_out_of_range()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => Server.SetSendTimeoutPolicy(ErrorPolicy.ReturnOnError, WaitPolicy.WaitForAck, -1));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => Server.SetSendTimeoutPolicy(ErrorPolicy.ReturnOnError, WaitPolicy.WaitForAck, double.NaN));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => Server.Connect(r => { }, 0));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => Server.Connect(r => { }, 3601));
        bench.Stop();
    }

    [Cleanup]
    public void RemoveFiles()
    {
        DeviceBench.RemoveFiles();
    }

    private static DeviceBench Connected(ErrorPolicy policy)
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Server.SetSendTimeoutPolicy(policy, WaitPolicy.WaitTilSent, 30);
        Assert.IsTrue(Server.Connect() == ConnectReason.Connected);
        return bench;
    }

    /// <summary>Connected, and then so many polls get no answer.</summary>
    private static DeviceBench Lost(ErrorPolicy policy, int polls)
    {
        DeviceBench bench = Connected(policy);
        for (int i = 0; i < polls; i++) bench.Gateway.Answers("poll", Answer.Fails("connection-lost"));
        bench.Gateway.AgentSends("wake", "null");
        return bench;
    }

    private static bool Ran(DeviceBench bench)
    {
        bench.Settle();
        return true;
    }
}
