using System.Collections;
using HardwareTests.Support;
using ImpDevice.Link;
using nanoFramework.TestFramework;

namespace HardwareTests.Link;

/// <summary>The link with its two threads, on the board's own clock.</summary>
[TestClass]
public class DeviceLinkTests
{
    private const int Soon = 5000;

    [TestMethod]
    public void Is_closed_before_it_is_opened()
    {
        LinkBench bench = new LinkBench();
        Assert.IsFalse(bench.Link.IsOpen);
        Assert.IsFalse(bench.Link.IsAnswering);
        Assert.AreEqual(0L, bench.Link.SilentMs);
    }

    [TestMethod]
    public void Stays_closed_when_hello_fails()
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("hello", Answer.Fails(LinkFailure.ConnectFailed));
        Assert.AreEqual(LinkFailure.ConnectFailed, bench.Link.Open().Failure);
        Assert.IsFalse(bench.Link.IsOpen);
        Assert.AreEqual(0, bench.Gateway.Calls("poll").Length);
    }

    [TestMethod]
    public void Delivers_by_itself_what_is_sent()
    {
        LinkBench bench = Opened();
        Assert.IsTrue(bench.Link.TrySend(LinkBench.Message("a"), false));
        Assert.IsTrue(TestTime.Until(() => bench.Outgoing.Count == 0, Soon));
        Assert.AreEqual("1a", LinkBench.Numbered(bench.Gateway.Calls("send")[0]));
        Rest();
        Assert.IsTrue(bench.Link.TrySend(LinkBench.Message("b"), false));
        Assert.IsTrue(TestTime.Until(() => bench.Outgoing.Count == 0, Soon));
        Assert.AreEqual("2b", LinkBench.Numbered(bench.Gateway.Calls("send")[1]));
        Shut(bench);
    }

    [TestMethod]
    public void Receives_by_itself_what_the_agent_sends()
    {
        LinkBench bench = Opened();
        bench.Gateway.AgentSends("hello", "{\"x\":1}");
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Names == "hello", Soon));
        bench.Gateway.AgentSends("again", "null");
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Names == "hello,again", Soon));
        Shut(bench);
    }

    [TestMethod]
    public void Delivers_after_a_failure_once_and_in_order()
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("send", Answer.Fails(LinkFailure.Timeout)).Answers("send", Answer.ForgedWith("{\"ack\":2}"));
        bench.Queue("a");
        bench.Queue("b");
        bench.Link.Open();
        Assert.IsTrue(TestTime.Until(() => bench.Outgoing.Count == 0, 10000));
        LinkCall[] sends = bench.Gateway.Calls("send");
        Assert.AreEqual(3, sends.Length);
        Assert.AreEqual("1a,2b", LinkBench.Numbered(sends[2]));
        Assert.AreEqual("timeout,bad-signature", bench.Listener.Troubles);
        Shut(bench);
    }

    [TestMethod]
    public void Does_commands_behind_the_messages_before_them()
    {
        LinkBench bench = new LinkBench();
        bench.Queue("a");
        LinkReply answered = null;
        Hashtable body = new Hashtable();
        body.Add("success", true);
        bench.Link.Do("bless", body, 60000, reply => answered = reply);
        bench.Link.Open();
        Assert.IsTrue(TestTime.Until(() => answered != null, Soon));
        Assert.IsTrue(answered.Ok);
        Assert.AreEqual(0, bench.Outgoing.Count);
        Assert.IsTrue((bool)bench.Gateway.Calls("bless")[0].Body["success"]);
        Shut(bench);
    }

    [TestMethod]
    public void Repeats_a_command_until_it_is_answered()
    {
        LinkBench bench = Opened();
        Rest();
        bench.Gateway.Answers("enroll", Answer.Fails(LinkFailure.Timeout)).Answers("enroll", Answer.Refused(503, "{\"error\":\"unavailable\"}"));
        int answers = 0;
        LinkReply answered = null;
        bench.Link.Do("enroll", new Hashtable(), 60000, reply =>
        {
            answers++;
            answered = reply;
        });
        Assert.IsTrue(TestTime.Until(() => answered != null, 10000));
        Assert.IsTrue((bool)answered.Response["activated"]);
        Assert.AreEqual(3, bench.Gateway.Calls("enroll").Length);
        Assert.AreEqual(1, answers);
        Shut(bench);
    }

    [TestMethod]
    public void Gives_a_command_up_when_its_time_is_over()
    {
        LinkBench bench = Opened();
        for (int i = 0; i < 10; i++) bench.Gateway.Answers("bless", Answer.Fails(LinkFailure.ConnectFailed));
        LinkReply answered = null;
        bench.Link.Do("bless", new Hashtable(), 1500, reply => answered = reply);
        Assert.IsTrue(TestTime.Until(() => answered != null, 15000));
        Assert.AreEqual(LinkFailure.ConnectFailed, answered.Failure);
        Shut(bench);
    }

    [TestMethod]
    public void Gives_a_command_up_at_once_that_the_gateway_will_never_take()
    {
        LinkBench bench = Opened();
        bench.Gateway.Answers("bless", Answer.Refused(400, "{\"error\":\"malformed\"}"));
        LinkReply answered = null;
        bench.Link.Do("bless", new Hashtable(), 60000, reply => answered = reply);
        Assert.IsTrue(TestTime.Until(() => answered != null, Soon));
        Assert.AreEqual(LinkFailure.Malformed, answered.Failure);
        Assert.AreEqual(1, bench.Gateway.Calls("bless").Length);
        Shut(bench);
    }

    [TestMethod]
    public void Polls_on_after_failures_and_tells_of_both()
    {
        LinkBench bench = new LinkBench();
        for (int i = 0; i < 3; i++) bench.Gateway.Answers("poll", Answer.Fails(LinkFailure.ConnectionLost));
        bench.Link.Open();
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Troubles == "connection-lost,connection-lost,connection-lost", 10000));
        Assert.AreEqual(3, bench.Listener.MostFailuresInARow);
        Assert.IsFalse(bench.Link.IsAnswering);
        Assert.IsTrue(bench.Link.IsOpen);
        bench.Gateway.AgentSends("back", "null");
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Recoveries == 1, 10000));
        Assert.IsTrue(bench.Link.IsAnswering);
        Assert.AreEqual("back", bench.Listener.Names);
        Shut(bench);
    }

    [TestMethod]
    public void Recovers_from_a_single_failure_once()
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("poll", Answer.Fails(LinkFailure.ConnectionLost));
        bench.Link.Open();
        Assert.IsTrue(TestTime.Until(() => bench.Listener.MostFailuresInARow == 1, Soon));
        bench.Gateway.AgentSends("back", "null");
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Names == "back", Soon));
        bench.Gateway.AgentSends("again", "null");
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Names == "back,again", Soon));
        Assert.AreEqual(1, bench.Listener.Recoveries);
        Shut(bench);
    }

    [TestMethod]
    public void Acknowledges_a_restart_before_it_is_told()
    {
        LinkBench bench = Opened();
        bench.Gateway.Posts("\"type\":\"restart\"");
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Restarts == 1, Soon));
        bool acknowledged = false;
        LinkCall[] polls = bench.Gateway.Calls("poll");
        for (int i = 0; i < polls.Length; i++)
            if ((int)polls[i].Body["wait_s"] == 0 && (int)polls[i].Body["ack"] == 1) acknowledged = true;
        Assert.IsTrue(acknowledged);
        Shut(bench);
    }

    [TestMethod]
    public void Tells_of_a_deployed_application()
    {
        LinkBench bench = Opened();
        bench.Gateway.Posts("\"type\":\"application\"");
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Applications == 1, Soon));
        Shut(bench);
    }

    [TestMethod]
    public void Keeps_messages_over_a_close_and_resumes()
    {
        LinkBench bench = Opened();
        Shut(bench);
        Assert.IsFalse(bench.Link.IsOpen);
        bench.Queue("kept");
        bench.Link.Open();
        Assert.IsTrue(TestTime.Until(() => bench.Outgoing.Count == 0, Soon));
        Assert.AreEqual(ScriptedGateway.Session, (string)bench.Gateway.Calls("hello")[1].Body["resume"]);
        bench.Link.Close();
    }

    [TestMethod]
    public void Opening_twice_says_hello_once()
    {
        LinkBench bench = Opened();
        Assert.IsTrue(bench.Link.Open().Ok);
        Assert.AreEqual(1, bench.Gateway.Calls("hello").Length);
        Shut(bench);
    }

    [TestMethod]
    public void Counts_the_time_it_does_not_work()
    {
        LinkBench bench = new LinkBench();
        for (int i = 0; i < 20; i++) bench.Gateway.Answers("send", Answer.Fails(LinkFailure.ConnectFailed));
        bench.Link.Open();
        bench.Link.TrySend(LinkBench.Message("a"), false);
        Assert.IsTrue(TestTime.Until(() => bench.Link.SilentMs > 2000, 10000));
        Shut(bench);
        Assert.AreEqual(0L, bench.Link.SilentMs);
    }

    [TestMethod]
    public void Is_silent_for_as_long_as_no_poll_is_answered()
    {
        TestClock clock = new TestClock { NowMs = 100000 };
        LinkBench bench = new LinkBench(clock);
        for (int i = 0; i < 50; i++) bench.Gateway.Answers("poll", Answer.Fails(LinkFailure.ConnectionLost));
        bench.Link.Open();
        Assert.AreEqual(0L, bench.Link.SilentMs);
        clock.NowMs += 7000;
        Assert.AreEqual(7000L, bench.Link.SilentMs);
        Shut(bench);
    }

    [TestMethod]
    public void Is_silent_for_as_long_as_work_waits_though_polls_are_answered()
    {
        TestClock clock = new TestClock { NowMs = 100000 };
        LinkBench bench = new LinkBench(clock);
        for (int i = 0; i < 50; i++) bench.Gateway.Answers("send", Answer.Fails(LinkFailure.ConnectFailed));
        bench.Link.Open();
        clock.NowMs += 1000;
        bench.Link.TrySend(LinkBench.Message("a"), false);
        clock.NowMs += 5000;
        bench.Gateway.AgentSends("wake", "null");
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Names == "wake", Soon));
        Assert.AreEqual(5000L, bench.Link.SilentMs);
        Shut(bench);
    }

    [TestMethod]
    public void Counts_no_more_when_all_was_delivered()
    {
        TestClock clock = new TestClock { NowMs = 100000 };
        LinkBench bench = new LinkBench(clock);
        bench.Gateway.Answers("send", Answer.Fails(LinkFailure.ConnectFailed));
        bench.Link.Open();
        bench.Link.TrySend(LinkBench.Message("a"), false);
        clock.NowMs += 5000;
        Assert.IsTrue(TestTime.Until(() => bench.Outgoing.Count == 0, Soon));
        Rest();
        clock.NowMs += 3000;
        bench.Gateway.AgentSends("wake", "null");
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Names == "wake", Soon));
        Assert.AreEqual(0L, bench.Link.SilentMs);
        Shut(bench);
    }

    [TestMethod]
    public void Counts_anew_when_something_was_delivered_though_more_waits()
    {
        TestClock clock = new TestClock { NowMs = 100000 };
        LinkBench bench = new LinkBench(clock);
        for (int i = 0; i < 20; i++) bench.Gateway.Answers("bless", Answer.Fails(LinkFailure.ConnectFailed));
        bench.Queue("a");
        bench.Link.Do("bless", new Hashtable(), 600000, reply => { });
        clock.NowMs += 5000;
        bench.Link.Open();
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.Calls("bless").Length > 0, Soon));
        clock.NowMs += 1000;
        bench.Gateway.AgentSends("wake", "null");
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Names == "wake", Soon));
        Assert.AreEqual(1000L, bench.Link.SilentMs);
        Shut(bench);
    }

    [TestMethod]
    public void Is_silent_for_as_long_as_work_from_before_the_opening_waits()
    {
        TestClock clock = new TestClock { NowMs = 100000 };
        LinkBench bench = new LinkBench(clock);
        for (int i = 0; i < 50; i++) bench.Gateway.Answers("send", Answer.Fails(LinkFailure.ConnectFailed));
        bench.Queue("a");
        bench.Link.Open();
        clock.NowMs += 5000;
        bench.Gateway.AgentSends("wake", "null");
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Names == "wake", Soon));
        Assert.AreEqual(5000L, bench.Link.SilentMs);
        Shut(bench);
    }

    [TestMethod]
    public void Takes_many_messages_in_order()
    {
        LinkBench bench = Opened();
        string all = "";
        for (int i = 0; i < 30; i++)
        {
            all += (i == 0 ? "m" : ",m") + i.ToString();
            bench.Gateway.AgentSends("m" + i.ToString(), "null");
        }
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Names.Length >= all.Length, 30000));
        Assert.AreEqual(all, bench.Listener.Names);
        Assert.IsTrue(bench.Link.IsAnswering);
        Shut(bench);
    }

    [TestMethod]
    public void Answers_from_the_opening_on_without_having_recovered()
    {
        LinkBench bench = Opened();
        Assert.IsTrue(bench.Link.IsAnswering);
        bench.Gateway.AgentSends("wake", "null");
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Names == "wake", Soon));
        Assert.AreEqual(0, bench.Listener.Recoveries);
        Shut(bench);
    }

    [TestMethod]
    public void Refuses_messages_when_the_queue_is_full()
    {
        LinkBench bench = new LinkBench();
        for (int i = 0; i < OutgoingQueue.Capacity; i++) Assert.IsTrue(bench.Link.TrySend(LinkBench.Message("m"), false));
        Assert.IsFalse(bench.Link.TrySend(LinkBench.Message("m"), false));
    }

    /// <summary>Lets the thread that sends find out that nothing is left to do.</summary>
    private static void Rest()
    {
        System.Threading.Thread.Sleep(100);
    }

    private static LinkBench Opened()
    {
        LinkBench bench = new LinkBench();
        Assert.IsTrue(bench.Link.Open().Ok);
        return bench;
    }

    private static void Shut(LinkBench bench)
    {
        bench.Link.Close();
        bench.Gateway.Close();
    }
}
