using System.Collections;
using HardwareTests.Support;
using ImpDevice.Link;
using nanoFramework.TestFramework;

namespace HardwareTests.Link;

/// <summary>How long the link waits before it tries again, and when it gives up.</summary>
[TestClass]
public class DeviceLinkWaitTests
{
    /// <summary>What a thread may take to be noticed; on a real board others run too.</summary>
    private const int SlackMs = 400;

    [TestMethod]
    public void Polls_that_fail_are_repeated_after_pauses_that_double_up_to_half_a_minute()
    {
        LinkBench bench = new LinkBench();
        for (int i = 0; i < 8; i++) bench.Gateway.Answers("poll", Answer.Fails(LinkFailure.ConnectionLost));
        bench.Link.Open();
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.Calls("poll").Length > 7, 150000));
        AssertPauses(bench.Gateway.Calls("poll"));
        Shut(bench);
    }

    [TestMethod]
    public void Messages_that_fail_are_repeated_after_pauses_that_double_up_to_half_a_minute()
    {
        LinkBench bench = new LinkBench();
        for (int i = 0; i < 8; i++) bench.Gateway.Answers("send", Answer.Fails(LinkFailure.ConnectionLost));
        bench.Queue("a");
        bench.Link.Open();
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.Calls("send").Length > 7, 150000));
        AssertPauses(bench.Gateway.Calls("send"));
        Assert.AreEqual(0, bench.Listener.MostFailuresInARow, "failed messages count as failed polls");
        Shut(bench);
    }

    [TestMethod]
    public void A_poll_that_works_makes_the_next_pause_a_short_one()
    {
        LinkBench bench = new LinkBench();
        for (int i = 0; i < 3; i++) bench.Gateway.Answers("poll", Answer.Fails(LinkFailure.ConnectionLost));
        bench.Gateway.Answers("poll", Answer.Ok("{\"messages\":[]}")).Answers("poll", Answer.Fails(LinkFailure.ConnectionLost));
        bench.Link.Open();
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.Calls("poll").Length > 5, 30000));
        AssertPause(bench.Gateway.Calls("poll"), 4, 1000);
        Shut(bench);
    }

    [TestMethod]
    public void A_delivery_that_works_makes_the_next_pause_a_short_one()
    {
        LinkBench bench = new LinkBench();
        for (int i = 0; i < 3; i++) bench.Gateway.Answers("send", Answer.Fails(LinkFailure.ConnectionLost));
        bench.Gateway.Answers("send", Answer.Ok("{\"ack\":1}")).Answers("send", Answer.Fails(LinkFailure.ConnectionLost));
        bench.Queue("a");
        bench.Queue("b");
        bench.Link.Open();
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.Calls("send").Length > 5, 30000));
        AssertPause(bench.Gateway.Calls("send"), 4, 1000);
        Shut(bench);
    }

    [TestMethod]
    public void A_full_inbox_is_asked_again_after_half_a_second_and_loses_nothing()
    {
        LinkBench bench = new LinkBench();
        bench.Listener.Room = 1;
        string two = "{\"messages\":[" + Agent(1, "a") + "," + Agent(2, "b") + "]}";
        bench.Gateway.Answers("poll", Answer.Ok(two)).Answers("poll", Answer.Ok(two)).Answers("poll", Answer.Ok(two));
        bench.Link.Open();
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.Calls("poll").Length > 1, 5000));
        bench.Listener.Room = 2;
        Assert.IsTrue(TestTime.Until(() => bench.Listener.Names == "a,b", 5000));
        AssertPause(bench.Gateway.Calls("poll"), 0, 500);
        Assert.AreEqual("", bench.Listener.Troubles);
        Shut(bench);
    }

    [TestMethod]
    public void Closing_ends_a_pause()
    {
        LinkBench bench = new LinkBench();
        for (int i = 0; i < 20; i++) bench.Gateway.Answers("poll", Answer.Fails(LinkFailure.ConnectionLost));
        bench.Link.Open();
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.Calls("poll").Length == 4, 15000));
        bench.Link.Close();
        bench.Link.Open();
        // The first poll of the new opening does not wait for the pause of the old one, nor does the old one ever poll again.
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.Calls("poll").Length == 5, SlackMs));
        Assert.IsTrue(TestTime.Until(() => bench.Gateway.Calls("poll").Length == 8, 15000));
        LinkCall[] polls = bench.Gateway.Calls("poll");
        AssertPause(polls, 4, 1000);
        AssertPause(polls, 5, 2000);
        AssertPause(polls, 6, 4000);
        System.Threading.Thread.Sleep(3000);
        Assert.AreEqual(8, bench.Gateway.Calls("poll").Length);
        Shut(bench);
    }

    [TestMethod]
    public void A_command_without_time_is_tried_once()
    {
        LinkBench bench = new LinkBench(new TestClock { NowMs = 100000 });
        bench.Gateway.Answers("bless", Answer.Fails(LinkFailure.ConnectFailed));
        bench.Link.Open();
        LinkReply answered = null;
        bench.Link.Do("bless", new Hashtable(), 0, reply => answered = reply);
        Assert.IsTrue(TestTime.Until(() => answered != null, 5000));
        Assert.AreEqual(LinkFailure.ConnectFailed, answered.Failure);
        Assert.AreEqual(1, bench.Gateway.Calls("bless").Length);
        Shut(bench);
    }

    [TestMethod]
    public void A_command_that_was_given_up_makes_way_for_the_next()
    {
        LinkBench bench = new LinkBench(new TestClock { NowMs = 100000 });
        bench.Gateway.Answers("bless", Answer.Fails(LinkFailure.ConnectFailed));
        bench.Link.Open();
        LinkReply blessed = null;
        LinkReply enrolled = null;
        bench.Link.Do("bless", new Hashtable(), 0, reply => blessed = reply);
        bench.Link.Do("enroll", new Hashtable(), 60000, reply => enrolled = reply);
        Assert.IsTrue(TestTime.Until(() => enrolled != null, 5000));
        Assert.IsTrue(enrolled.Ok);
        Assert.IsFalse(blessed.Ok);
        Assert.AreEqual(1, bench.Gateway.Calls("bless").Length);
        Shut(bench);
    }

    [TestMethod]
    public void A_callback_that_throws_reboots_the_device()
    {
        LinkBench bench = new LinkBench();
        bench.Link.Open();
        bench.Link.Do("bless", new Hashtable(), 60000, reply => throw new System.InvalidOperationException("broken"));
        Assert.IsTrue(bench.Power.WaitForReboot(10000));
        Shut(bench);
    }

    /// <summary>Eight requests: the pauses between them are 1, 2, 4, 8, 16, 30 and 30 s, each up to a quarter shorter.</summary>
    private static void AssertPauses(LinkCall[] calls)
    {
        int pause = 1000;
        for (int i = 0; i < 7; i++)
        {
            AssertPause(calls, i, pause);
            pause = pause == 16000 || pause == 30000 ? 30000 : pause * 2;
        }
    }

    /// <summary>The pause behind a request was one of so many milliseconds, which chance may shorten by a quarter.</summary>
    private static void AssertPause(LinkCall[] calls, int behind, int ms)
    {
        long pause = calls[behind + 1].AtMs - calls[behind].AtMs;
        Assert.IsTrue(pause >= ms * 3 / 4 && pause <= ms + SlackMs, "pause " + behind.ToString() + " was " + pause.ToString() + " ms");
    }

    private static string Agent(int number, string name)
    {
        return "{\"n\":" + number.ToString() + ",\"type\":\"agent\",\"name\":\"" + name + "\",\"data\":null}";
    }

    private static void Shut(LinkBench bench)
    {
        bench.Link.Close();
        bench.Gateway.Close();
    }
}
