using System;
using System.Collections;
using System.Text;
using HardwareTests.Support;
using ImpDevice;
using ImpDevice.Runtime;
using nanoFramework.TestFramework;

namespace HardwareTests.Api;

/// <summary>Messages to and from the agent.</summary>
[TestClass]
public class AgentTests
{
    private const int Soon = 5000;

    [TestMethod]
    public void Is_not_connected_before_connecting()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.IsTrue(Agent.Send("a", 1) == SendResult.NotConnected);
        Assert.AreEqual(0, bench.Runtime.Outgoing.Count);
        bench.Stop();
    }

    [TestMethod]
    public void Sends_name_and_data()
    {
        DeviceBench bench = Connected();
        Hashtable data = new Hashtable();
        data.Add("x", 1.5);
        Assert.IsTrue(Agent.Send("measured", data) == SendResult.Ok);
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.DataOf("measured") != null, Soon));
        Assert.AreEqual(1.5, (double)bench.Gateway.DataOf("measured")["x"]);
        bench.Stop();
    }

    [TestMethod]
    public void Copies_the_data_at_once()
    {
        DeviceBench bench = Connected();
        Hashtable data = new Hashtable();
        data.Add("x", "sent");
        Agent.Send("measured", data);
        data["x"] = "changed later";
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.DataOf("measured") != null, Soon));
        Assert.AreEqual("sent", (string)bench.Gateway.DataOf("measured")["x"]);
        bench.Stop();
    }

    [TestMethod]
    public void Keeps_the_order()
    {
        DeviceBench bench = Connected();
        for (int i = 0; i < 20; i++) Agent.Send("m" + i.ToString(), null);
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.Received("agent").Count == 20, Soon));
        ArrayList received = bench.Gateway.Received("agent");
        for (int i = 0; i < 20; i++) Assert.AreEqual("m" + i.ToString(), (string)((Hashtable)received[i])["name"]);
        bench.Stop();
    }

    [TestMethod]
    public void Refuses_names_that_are_none()
    {
        DeviceBench bench = Connected();
        Assert.ThrowsException(typeof(ArgumentNullException), () => Agent.Send(null, 1));
        Assert.ThrowsException(typeof(ArgumentException), () => Agent.Send("", 1));
        Assert.ThrowsException(typeof(ArgumentException), () => Agent.Send(new string('n', 257), 1));
        Assert.IsTrue(Agent.Send(new string('n', 256), 1) == SendResult.Ok);
        Assert.ThrowsException(typeof(ArgumentNullException), () => Agent.On(null, data => { }));
        bench.Stop();
    }

    [TestMethod]
    public void Refuses_data_without_a_json_form()
    {
        DeviceBench bench = Connected();
        Assert.ThrowsException(typeof(ArgumentException), () => Agent.Send("a", new StringBuilder()));
        Assert.ThrowsException(typeof(ArgumentException), () => Agent.Send("a", double.NaN));
        ArrayList cycle = new ArrayList();
        cycle.Add(cycle);
        Assert.ThrowsException(typeof(ArgumentException), () => Agent.Send("a", cycle));
        bench.Stop();
    }

    [TestMethod]
    public void Would_block_when_the_queue_is_full_and_it_may_not_disconnect()
    {
        DeviceBench bench = Full(ErrorPolicy.ReturnOnErrorNoDisconnect, 2);
        Assert.IsTrue(Agent.Send("m", 64) == SendResult.WouldBlock);
        Assert.IsTrue(Server.IsConnected);
        bench.Stop();
    }

    [TestMethod]
    [DataRow((int)ErrorPolicy.SuspendOnError, true)]
    [DataRow((int)ErrorPolicy.ReturnOnError, false)]
    public void Waits_for_room_in_a_full_queue_until_its_time_is_over(int policy, bool staysConnected)
    {
        DeviceBench bench = Full((ErrorPolicy)policy, 2);
        long started = Environment.TickCount64;
        Assert.IsTrue(Agent.Send("m", 64) == SendResult.Timeout);
        Assert.IsTrue(Environment.TickCount64 - started >= 2000);
        Assert.AreEqual(staysConnected, Server.IsConnected);
        bench.Stop();
    }

    [TestMethod]
    public void Finds_room_when_the_queue_empties_in_time()
    {
        DeviceBench bench = Connected();
        Server.SetSendTimeoutPolicy(ErrorPolicy.ReturnOnError, WaitPolicy.WaitTilSent, 10);
        bench.Gateway.Answers("send", Answer.Fails("connect-failed"));
        for (int i = 0; i < 65; i++) Assert.IsTrue(Agent.Send("m", i) == SendResult.Ok);
        bench.Stop();
    }

    [TestMethod]
    public void Waits_for_the_acknowledgement_when_told_to()
    {
        DeviceBench bench = Connected();
        Server.SetSendTimeoutPolicy(ErrorPolicy.SuspendOnError, WaitPolicy.WaitForAck, 30);
        bench.Gateway.Answers("send", Answer.Fails("timeout"));
        Assert.IsTrue(Agent.Send("m", 1) == SendResult.Ok);
        Assert.AreEqual(0, bench.Runtime.Outgoing.Count);
        bench.Stop();
    }

    [TestMethod]
    public void Tells_that_no_acknowledgement_came_in_time()
    {
        DeviceBench bench = Connected();
        Server.SetSendTimeoutPolicy(ErrorPolicy.ReturnOnErrorNoDisconnect, WaitPolicy.WaitForAck, 1.5);
        for (int i = 0; i < 20; i++) bench.Gateway.Answers("send", Answer.Fails("timeout"));
        Assert.IsTrue(Agent.Send("m", 1) == SendResult.Timeout);
        Assert.IsTrue(Server.IsConnected);
        bench.Stop();
    }

    [TestMethod]
    public void Tells_that_the_connection_was_closed_while_it_waited()
    {
        DeviceBench bench = Connected();
        Server.SetSendTimeoutPolicy(ErrorPolicy.ReturnOnError, WaitPolicy.WaitForAck, 60);
        for (int i = 0; i < 20; i++) bench.Gateway.Answers("send", Answer.Fails("timeout"));
        new System.Threading.Thread(() =>
        {
            System.Threading.Thread.Sleep(3000);
            Server.Disconnect();
        }).Start();
        Assert.IsTrue(Agent.Send("m", 1) == SendResult.Disconnected);
        bench.Stop();
    }

    [TestMethod]
    public void Hands_messages_to_the_handler_of_their_name()
    {
        DeviceBench bench = Connected();
        string got = "";
        Agent.On("a", data => got += "a" + (string)data);
        Agent.On("b", data => got += "b" + (string)data);
        bench.Gateway.AgentSends("b", "\"1\"");
        bench.Gateway.AgentSends("a", "\"2\"");
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && got.Length == 4, Soon));
        Assert.AreEqual("b1a2", got);
        bench.Stop();
    }

    [TestMethod]
    public void Has_one_handler_for_each_name()
    {
        DeviceBench bench = Connected();
        string got = "";
        Agent.On("a", data => got += "first");
        Agent.On("a", data => got += "second");
        bench.Gateway.AgentSends("a", "null");
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && got.Length > 0, Soon));
        Assert.AreEqual("second", got);
        bench.Stop();
    }

    [TestMethod]
    public void A_message_without_a_handler_is_lost_and_logged()
    {
        DeviceBench bench = Connected();
        bench.Gateway.AgentSends("nobody", "null");
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && bench.Gateway.Received("log").Count == 1, Soon));
        Hashtable log = (Hashtable)bench.Gateway.Received("log")[0];
        Assert.AreEqual("error", (string)log["level"]);
        Assert.Contains("no handler for device.send()", (string)log["message"]);
        bench.Stop();
    }

    [TestMethod]
    public void A_handler_that_is_registered_late_misses_the_message()
    {
        DeviceBench bench = Connected();
        int got = 0;
        bench.Gateway.AgentSends("late", "null");
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && bench.Gateway.Received("log").Count == 1, Soon));
        Agent.On("late", data => got++);
        bench.Settle();
        Assert.AreEqual(0, got);
        bench.Gateway.AgentSends("late", "null");
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && got == 1, Soon));
        bench.Stop();
    }

    [TestMethod]
    public void A_removed_handler_gets_nothing()
    {
        DeviceBench bench = Connected();
        int got = 0;
        Agent.On("a", data => got++);
        Agent.On("a", null);
        bench.Gateway.AgentSends("a", "null");
        Assert.IsTrue(TestTime.Until(() => Ran(bench) && bench.Gateway.Received("log").Count == 1, Soon));
        Assert.AreEqual(0, got);
        bench.Stop();
    }

    [TestMethod]
    public void Handlers_wait_for_each_other()
    {
        DeviceBench bench = Connected();
        string got = "";
        Agent.On("a", data =>
        {
            got += "(";
            System.Threading.Thread.Sleep(50);
            got += ")";
        });
        bench.Start(() => { });
        for (int i = 0; i < 3; i++) bench.Gateway.AgentSends("a", "null");
        Assert.IsTrue(TestTime.Until(() => got.Length == 6, Soon));
        Assert.AreEqual("()()()", got);
        bench.Stop();
    }

    [TestMethod]
    public void Takes_more_messages_than_its_inbox_holds()
    {
        DeviceBench bench = Connected();
        int got = 0;
        Agent.On("m", data => got++);
        for (int i = 0; i < 150; i++) bench.Gateway.AgentSends("m", "null");
        bench.Start(() => System.Threading.Thread.Sleep(1000));
        // The script repeats nothing, so what has no room in the inbox is not seen again: 64 wait, and no more.
        Assert.IsTrue(TestTime.Until(() => got >= 64, Soon));
        bench.Stop();
    }

    [Cleanup]
    public void RemoveFiles()
    {
        DeviceBench.RemoveFiles();
    }

    private static DeviceBench Connected()
    {
        DeviceBench bench = new DeviceBench(ProgramKind.Factory);
        Assert.IsTrue(Server.Connect() == ConnectReason.Connected);
        return bench;
    }

    private static DeviceBench Full(ErrorPolicy policy, double seconds)
    {
        DeviceBench bench = Connected();
        Server.SetSendTimeoutPolicy(policy, WaitPolicy.WaitTilSent, seconds);
        for (int i = 0; i < 200; i++) bench.Gateway.Answers("send", Answer.Fails("connect-failed"));
        for (int i = 0; i < 64; i++) Assert.IsTrue(Agent.Send("m", i) == SendResult.Ok);
        return bench;
    }

    private static bool Ran(DeviceBench bench)
    {
        bench.Settle();
        return true;
    }
}
