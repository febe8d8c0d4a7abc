extern alias nanoapi;

using Monitor = nanoapi::System.Threading.Monitor;
using Thread = nanoapi::System.Threading.Thread;

namespace VirtualBoard.NanoApi.Tests.Threading;

public sealed class MonitorTests
{
    private static readonly string[] Names = ["a", "b", "c"];

    [Fact]
    public void A_lock_keeps_others_out_across_sleeps_and_is_handed_on_in_the_order_of_asking()
    {
        var trace = new List<string>();
        Bench.Run(() =>
        {
            var key = new object();
            Monitor.Enter(key);
            var threads = new List<Thread>();
            foreach (var name in Names)
            {
                var thread = new Thread(() =>
                {
                    Monitor.Enter(key);
                    trace.Add(name + " in");
                    Thread.Sleep(10);
                    trace.Add(name + " out");
                    Monitor.Exit(key);
                });
                thread.Start();
                threads.Add(thread);
            }

            Thread.Sleep(100);
            Assert.Empty(trace);
            Monitor.Exit(key);
            threads.ForEach(t => t.Join());
        });
        Assert.Equal(["a in", "a out", "b in", "b out", "c in", "c out"], trace);
    }

    [Fact]
    public void A_lock_can_be_entered_again_by_its_owner_and_is_free_after_as_many_exits() => Bench.Run(() =>
    {
        var key = new object();
        var got = false;
        Monitor.Enter(key);
        Monitor.Enter(key);
        new Thread(() =>
        {
            Monitor.Enter(key);
            got = true;
            Monitor.Exit(key);
        }).Start();
        Monitor.Exit(key);
        Thread.Sleep(10);
        Assert.False(got);
        Monitor.Exit(key);
        Thread.Sleep(10);
        Assert.True(got);
    });

    [Fact]
    public void Who_does_not_hold_a_lock_cannot_exit_it() => Bench.Run(() =>
    {
        Assert.Equal(typeof(Exception), Record.Exception(() => Monitor.Exit(new object()))!.GetType());
        Assert.Throws<ArgumentNullException>(() => Monitor.Enter(null!));
    });

    [Fact]
    public void Equal_objects_have_locks_of_their_own() => Bench.Run(() =>
    {
        Monitor.Enter(new string('x', 3));
        var got = false;
        new Thread(() =>
        {
            Monitor.Enter(new string('x', 3));
            got = true;
        }).Start();
        Thread.Sleep(1);
        Assert.True(got);
    });

    [Fact]
    public void Two_boards_do_not_share_the_lock_of_a_string()
    {
        using var first = new Bench();
        first.Boot(() => Monitor.Enter("shared"));
        Bench.Run(() => Monitor.Enter("shared"));
    }

    [Fact]
    public void A_thread_that_ends_frees_its_locks() => Bench.Run(() =>
    {
        var key = new object();
        var thread = new Thread(() => Monitor.Enter(key));
        thread.Start();
        thread.Join();
        Monitor.Enter(key);
    });

    [Fact]
    public void An_aborted_waiter_leaves_the_queue() => Bench.Run(() =>
    {
        var key = new object();
        var got = false;
        Monitor.Enter(key);
        var aborted = new Thread(() => Monitor.Enter(key));
        aborted.Start();
        new Thread(() =>
        {
            Monitor.Enter(key);
            got = true;
        }).Start();
        Thread.Sleep(1);
        aborted.Abort();
        aborted.Join();
        Monitor.Exit(key);
        Thread.Sleep(1);
        Assert.True(got);
    });
}
