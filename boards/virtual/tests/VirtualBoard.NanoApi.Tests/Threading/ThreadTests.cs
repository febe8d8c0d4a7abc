extern alias nanoapi;

using Thread = nanoapi::System.Threading.Thread;
using ThreadAbortException = nanoapi::System.Threading.ThreadAbortException;
using ManualResetEvent = nanoapi::System.Threading.ManualResetEvent;
using ThreadState = nanoapi::System.Threading.ThreadState;
using ThreadPriority = nanoapi::System.Threading.ThreadPriority;

namespace VirtualBoard.NanoApi.Tests.Threading;

public sealed class ThreadTests
{
    private static readonly int[] Naps = [300, 100, 200];

    [Fact]
    public void Sleep_takes_board_time_and_wakes_in_the_order_of_due_times()
    {
        using var bench = new Bench();
        var woke = new List<(int Id, TimeSpan At)>();
        bench.Boot(() =>
        {
            var start = bench.Now;
            var threads = new List<Thread>();
            foreach (var milliseconds in Naps)
            {
                var thread = new Thread(() =>
                {
                    Thread.Sleep(milliseconds);
                    woke.Add((milliseconds, bench.Now - start));
                });
                thread.Start();
                threads.Add(thread);
            }

            threads.ForEach(t => t.Join());
        });
        Assert.Equal([100, 200, 300], woke.Select(w => w.Id));
        Assert.Equal(woke.Select(w => TimeSpan.FromMilliseconds(w.Id)), woke.Select(w => w.At));
    }

    [Fact]
    public void Sleep_of_zero_lets_the_others_run_once()
    {
        var trace = string.Empty;
        Bench.Run(() =>
        {
            new Thread(() => trace += "b").Start();
            trace += "a";
            Thread.Sleep(0);
            trace += "c";
        });
        Assert.Equal("abc", trace);
    }

    [Fact]
    public void Sleep_of_less_than_minus_one_is_refused() =>
        Bench.Run(() => Assert.Throws<ArgumentOutOfRangeException>(() => Thread.Sleep(-2)));

    [Fact]
    public void Join_with_a_timeout_gives_up_and_later_succeeds()
    {
        using var bench = new Bench();
        bench.Boot(() =>
        {
            var start = bench.Now;
            var thread = new Thread(() => Thread.Sleep(1_000));
            thread.Start();
            Assert.False(thread.Join(300));
            Assert.Equal(TimeSpan.FromMilliseconds(300), bench.Now - start);
            Assert.True(thread.Join(TimeSpan.FromSeconds(5)));
            Assert.Equal(TimeSpan.FromSeconds(1), bench.Now - start);
        });
    }

    [Fact]
    public void The_state_of_a_thread_follows_its_life() => Bench.Run(() =>
    {
        var thread = new Thread(() => Thread.Sleep(10));
        Assert.Equal(ThreadState.Unstarted, thread.ThreadState);
        Assert.False(thread.IsAlive);
        thread.Start();
        Assert.Equal(ThreadState.Running, thread.ThreadState);
        Thread.Sleep(0);
        Assert.Equal(ThreadState.WaitSleepJoin, thread.ThreadState);
        Assert.True(thread.IsAlive);
        thread.Join();
        Assert.Equal(ThreadState.Stopped, thread.ThreadState);
        Assert.False(thread.IsAlive);
    });

    [Fact]
    public void Misuse_of_threads_fails_as_on_nanoCLR() => Bench.Run(() =>
    {
        var thread = new Thread(() => { });
        Assert.Equal(typeof(Exception), Record.Exception(() => thread.Join())!.GetType());
        Assert.Equal(typeof(Exception), Record.Exception(thread.Abort)!.GetType());
        thread.Start();
        Assert.Throws<ArgumentException>(thread.Start);
        Assert.Throws<ArgumentException>(() => Thread.CurrentThread.Join());
        Assert.Throws<ArgumentException>(Thread.CurrentThread.Abort);
        Assert.Throws<NullReferenceException>(() => new Thread(null!).Start());
    });

    [Fact]
    public void The_current_thread_is_one_object_and_ids_differ() => Bench.Run(() =>
    {
        Assert.Same(Thread.CurrentThread, Thread.CurrentThread);
        Thread? seen = null;
        var thread = new Thread(() => seen = Thread.CurrentThread);
        thread.Start();
        thread.Join();
        Assert.Same(thread, seen);
        Assert.NotEqual(Thread.CurrentThread.ManagedThreadId, thread.ManagedThreadId);
    });

    [Fact]
    public void A_priority_is_kept_and_checked() => Bench.Run(() =>
    {
        var thread = new Thread(() => { });
        Assert.Equal(ThreadPriority.Normal, thread.Priority);
        thread.Priority = ThreadPriority.Highest;
        Assert.Equal(ThreadPriority.Highest, thread.Priority);
        Assert.Throws<ArgumentException>(() => thread.Priority = (ThreadPriority)5);
    });

    [Fact]
    public void An_abort_wakes_a_sleeping_thread_and_its_handlers_can_clean_up() => Bench.Run(() =>
    {
        var cleaned = new ManualResetEvent(false);
        var caught = false;
        var thread = new Thread(() =>
        {
            try
            {
                Thread.Sleep(-1);
            }
            catch (ThreadAbortException)
            {
                caught = true;
                throw;
            }
            finally
            {
                cleaned.Set();
            }
        });
        thread.Start();
        Thread.Sleep(10);
        thread.Abort();
        Assert.True(cleaned.WaitOne(100, false));
        thread.Join();
        Assert.True(caught);
        Assert.Equal(ThreadState.Stopped, thread.ThreadState);
    });

    [Fact]
    public void A_thread_that_swallows_its_abort_meets_it_again_when_it_next_blocks()
    {
        using var bench = new Bench();
        var caught = 0;
        bench.Boot(() =>
        {
            var thread = new Thread(() =>
            {
                while (caught < 3)
                {
                    try
                    {
                        Thread.Sleep(1_000);
                    }
                    catch (ThreadAbortException)
                    {
                        caught++;
                    }
                }
            });
            thread.Start();
            Thread.Sleep(1);
            var aborted = bench.Now;
            thread.Abort();
            thread.Join();
            Assert.Equal(aborted, bench.Now);
        });
        Assert.Equal(3, caught);
        Assert.DoesNotContain("Exception", bench.Console, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suspended_thread_does_nothing_until_it_is_resumed()
    {
        using var bench = new Bench();
        bench.Boot(() =>
        {
            var ticks = 0;
            var thread = new Thread(() =>
            {
                while (true)
                {
                    Thread.Sleep(10);
                    ticks++;
                }
            });
            thread.Start();
            Thread.Sleep(35);
            thread.Suspend();
            Assert.True((thread.ThreadState & ThreadState.Suspended) != 0);
            var before = ticks;
            Thread.Sleep(1_000);
            Assert.Equal(before, ticks);
            thread.Resume();
            Thread.Sleep(35);
            Assert.True(ticks > before);
        });
    }

    [Fact]
    public void An_unhandled_exception_ends_its_thread_alone()
    {
        using var bench = new Bench();
        bench.Boot(() =>
        {
            var thread = new Thread(() => throw new InvalidOperationException("broken"));
            thread.Start();
            thread.Join();
            Thread.Sleep(10);
        });
        Assert.Contains("broken", bench.Console, StringComparison.Ordinal);
    }

    [Fact]
    public void The_main_thread_can_be_waited_for_too()
    {
        using var bench = new Bench();
        var joined = false;
        bench.Boot(() =>
        {
            var main = Thread.CurrentThread;
            new Thread(() =>
            {
                main.Join();
                joined = true;
            }).Start();
            Thread.Sleep(50);
            Assert.False(joined);
        });
        bench.Until(() => joined);
    }
}
