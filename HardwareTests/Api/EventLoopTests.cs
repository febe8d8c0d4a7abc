using System;
using System.Threading;
using HardwareTests.Support;
using ImpDevice.Runtime;
using nanoFramework.TestFramework;

namespace HardwareTests.Api;

/// <summary>Handlers, timers and the idle callback: one at a time, in order.</summary>
[TestClass]
public class EventLoopTests
{
    [TestMethod]
    public void Makes_callbacks_in_the_order_of_posting()
    {
        string made = "";
        EventLoop loop = new EventLoop(new TestClock());
        loop.Post(() => made += "a");
        loop.Post(() => made += "b");
        loop.Post(() => made += "c");
        Assert.AreEqual(3, loop.Waiting);
        Run(loop);
        Assert.AreEqual("abc", made);
        Assert.AreEqual(0, loop.Waiting);
    }

    [TestMethod]
    public void Makes_one_callback_at_a_time()
    {
        int made = 0;
        EventLoop loop = new EventLoop(new TestClock());
        loop.Post(() => made++);
        loop.Post(() => made++);
        loop.RunOnce(0);
        Assert.AreEqual(1, made);
    }

    [TestMethod]
    public void Runs_timers_by_due_time()
    {
        string made = "";
        TestClock clock = new TestClock();
        EventLoop loop = new EventLoop(clock);
        loop.Schedule(300, () => made += "c");
        loop.Schedule(100, () => made += "a");
        loop.Schedule(200, () => made += "b");
        clock.NowMs = 1000;
        Run(loop);
        Assert.AreEqual("abc", made);
    }

    [TestMethod]
    public void Runs_timers_of_equal_time_in_the_order_of_adding()
    {
        string made = "";
        TestClock clock = new TestClock();
        EventLoop loop = new EventLoop(clock);
        loop.Schedule(100, () => made += "a");
        loop.Schedule(100, () => made += "b");
        loop.Schedule(100, () => made += "c");
        clock.NowMs = 100;
        Run(loop);
        Assert.AreEqual("abc", made);
    }

    [TestMethod]
    public void Runs_a_timer_not_before_its_time()
    {
        int made = 0;
        TestClock clock = new TestClock();
        EventLoop loop = new EventLoop(clock);
        loop.Schedule(100, () => made++);
        clock.NowMs = 99;
        Run(loop);
        Assert.AreEqual(0, made);
        clock.NowMs = 100;
        Run(loop);
        Run(loop);
        Assert.AreEqual(1, made);
    }

    [TestMethod]
    public void Takes_a_negative_delay_as_none()
    {
        int made = 0;
        EventLoop loop = new EventLoop(new TestClock());
        loop.Schedule(-5, () => made++);
        Run(loop);
        Assert.AreEqual(1, made);
    }

    [TestMethod]
    public void Does_not_run_a_cancelled_timer()
    {
        int made = 0;
        TestClock clock = new TestClock();
        EventLoop loop = new EventLoop(clock);
        loop.Cancel(loop.Schedule(100, () => made++));
        clock.NowMs = 200;
        Run(loop);
        Assert.AreEqual(0, made);
    }

    [TestMethod]
    public void Does_not_run_a_due_timer_that_the_callback_before_it_cancels()
    {
        int made = 0;
        TestClock clock = new TestClock();
        EventLoop loop = new EventLoop(clock);
        LoopTimer second = null;
        loop.Schedule(100, () => loop.Cancel(second));
        second = loop.Schedule(100, () => made++);
        clock.NowMs = 100;
        Run(loop);
        Assert.AreEqual(0, made);
    }

    [TestMethod]
    public void Cancelling_twice_or_too_late_is_harmless()
    {
        int made = 0;
        EventLoop loop = new EventLoop(new TestClock());
        LoopTimer timer = loop.Schedule(0, () => made++);
        Run(loop);
        loop.Cancel(timer);
        loop.Cancel(timer);
        Assert.AreEqual(1, made);
    }

    [TestMethod]
    public void Idle_comes_once_and_after_everything_else()
    {
        string made = "";
        EventLoop loop = new EventLoop(new TestClock());
        loop.OnIdle(() => made += "idle");
        loop.Post(() => made += "a");
        loop.Schedule(0, () => made += "b");
        Run(loop);
        Assert.AreEqual("abidle", made);
        loop.Post(() => made += "c");
        Run(loop);
        Assert.AreEqual("abidlec", made);
    }

    [TestMethod]
    public void Idle_does_not_wait_for_timers_that_are_not_due()
    {
        int idle = 0;
        EventLoop loop = new EventLoop(new TestClock());
        loop.Schedule(1000, () => { });
        loop.OnIdle(() => idle++);
        Run(loop);
        Assert.AreEqual(1, idle);
    }

    [TestMethod]
    public void A_new_idle_callback_replaces_the_old_and_null_takes_it_back()
    {
        string made = "";
        EventLoop loop = new EventLoop(new TestClock());
        loop.OnIdle(() => made += "a");
        loop.OnIdle(() => made += "b");
        Run(loop);
        Assert.AreEqual("b", made);
        loop.OnIdle(() => made += "c");
        loop.OnIdle(null);
        Run(loop);
        Assert.AreEqual("b", made);
    }

    [TestMethod]
    public void Starts_nothing_after_halt()
    {
        int made = 0;
        EventLoop loop = new EventLoop(new TestClock());
        loop.Post(() => made++);
        loop.Halt();
        Assert.IsFalse(loop.RunOnce(0));
        Assert.AreEqual(0, made);
        loop.Run();
    }

    [TestMethod]
    public void An_exception_leaves_the_loop_and_does_not_count_as_busy()
    {
        TestClock clock = new TestClock();
        EventLoop loop = new EventLoop(clock);
        loop.Post(() => throw new InvalidOperationException("from a handler"));
        Assert.ThrowsException(typeof(InvalidOperationException), () => loop.RunOnce(0));
        clock.NowMs = 5000;
        Assert.AreEqual(0L, loop.BusyMs);
    }

    [TestMethod]
    public void Knows_how_long_a_callback_has_been_running()
    {
        long busy = -1;
        TestClock clock = new TestClock();
        EventLoop loop = new EventLoop(clock);
        loop.Post(() =>
        {
            clock.NowMs += 700;
            busy = loop.BusyMs;
        });
        Run(loop);
        Assert.AreEqual(700L, busy);
        Assert.AreEqual(0L, loop.BusyMs);
    }

    [TestMethod]
    public void Wakes_up_for_what_another_thread_posts()
    {
        long started = Environment.TickCount64;
        bool made = false;
        EventLoop loop = new EventLoop(new BoardClock());
        new Thread(() =>
        {
            Thread.Sleep(200);
            loop.Post(() => made = true);
        }).Start();
        while (!made) loop.RunOnce(60000);
        Assert.IsTrue(Environment.TickCount64 - started < 5000);
    }

    [TestMethod]
    public void Wakes_up_for_an_earlier_timer_and_for_halt()
    {
        long started = Environment.TickCount64;
        EventLoop loop = new EventLoop(new BoardClock());
        loop.Schedule(60000, () => { });
        new Thread(() =>
        {
            Thread.Sleep(100);
            loop.Schedule(100, () => loop.Halt());
        }).Start();
        loop.Run();
        Assert.IsTrue(Environment.TickCount64 - started < 5000);
    }

    private static void Run(EventLoop loop)
    {
        for (int i = 0; i < 20; i++) loop.RunOnce(0);
    }
}
