extern alias nanoapi;

using AutoResetEvent = nanoapi::System.Threading.AutoResetEvent;
using SpinWait = nanoapi::System.Threading.SpinWait;
using Thread = nanoapi::System.Threading.Thread;
using Timer = nanoapi::System.Threading.Timer;

namespace VirtualBoard.NanoApi.Tests.Threading;

public sealed class TimerTests
{
    [Fact]
    public void A_timer_ticks_when_due_and_then_in_its_period()
    {
        Assert.Equal([100, 150, 200, 250], Ticks(100, 50, run: 260));
    }

    [Fact]
    public void A_timer_without_period_ticks_once() => Assert.Equal([100], Ticks(100, Timeout.Infinite, run: 1_000));

    [Fact]
    public void A_tick_that_comes_due_while_the_callback_runs_is_dropped_and_the_grid_is_kept()
    {
        Assert.Equal([100, 400, 700], Ticks(100, 100, run: 800, busy: 250));
    }

    [Fact]
    public void A_slow_callback_delays_the_other_timers()
    {
        using var bench = new Bench();
        bench.Boot(() =>
        {
            var start = bench.Now;
            var second = TimeSpan.Zero;
            using var slow = new Timer(_ => Thread.Sleep(500), null, 10, Timeout.Infinite);
            using var other = new Timer(_ => second = bench.Now - start, null, 20, Timeout.Infinite);
            Thread.Sleep(1_000);
            Assert.Equal(TimeSpan.FromMilliseconds(510), second);
        });
    }

    [Fact]
    public void A_disposed_timer_is_silent_and_cannot_be_changed() => Bench.Run(() =>
    {
        var ticks = 0;
        var timer = new Timer(_ => ticks++, null, 10, 10);
        Thread.Sleep(35);
        timer.Dispose();
        Thread.Sleep(100);
        Assert.Equal(3, ticks);
        Assert.Throws<nanoapi::System.ObjectDisposedException>(() => timer.Change(1, 1));
    });

    [Fact]
    public void A_timer_can_be_changed_and_stopped() => Bench.Run(() =>
    {
        var ticks = 0;
        using var timer = new Timer(_ => ticks++, null, Timeout.Infinite, Timeout.Infinite);
        Thread.Sleep(50);
        Assert.Equal(0, ticks);
        Assert.True(timer.Change(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10)));
        Thread.Sleep(25);
        Assert.Equal(2, ticks);
        timer.Change(Timeout.Infinite, Timeout.Infinite);
        Thread.Sleep(50);
        Assert.Equal(2, ticks);
    });

    [Fact]
    public void The_state_is_passed_on_and_times_are_checked() => Bench.Run(() =>
    {
        object? seen = null;
        using var timer = new Timer(s => seen = s, "state", 0, 0);
        Thread.Sleep(1);
        Assert.Equal("state", seen);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Timer(_ => { }, null, -2, 0));
        Assert.Throws<ArgumentNullException>(() => new Timer(null!, null, 0, 0));
    });

    [Fact]
    public void A_callback_that_throws_does_not_stop_the_timers()
    {
        using var bench = new Bench();
        var ticks = 0;
        bench.Boot(() =>
        {
            using var bad = new Timer(_ => throw new InvalidOperationException("tick"), null, 10, 10);
            using var good = new Timer(_ => ticks++, null, 15, 10);
            Thread.Sleep(100);
        });
        Assert.True(ticks >= 8, $"{ticks} ticks");
        Assert.Contains("tick", bench.Console, StringComparison.Ordinal);
    }

    [Fact]
    public void A_callback_may_not_wait_for_threads_to_end() => Bench.Run(() =>
    {
        var done = new AutoResetEvent(false);
        Exception? failure = null;
        var thread = new Thread(() => Thread.Sleep(100));
        thread.Start();
        using var timer = new Timer(
            _ =>
            {
                failure = Record.Exception(() => thread.Join());
                done.Set();
            },
            null,
            10,
            Timeout.Infinite);
        done.WaitOne();
        Assert.IsType<InvalidOperationException>(failure);
    });

    [Theory]
    [InlineData(10, false)]
    [InlineData(50, true)]
    public void A_spin_of_more_than_a_time_slice_lets_others_run(int milliseconds, bool others)
    {
        using var bench = new Bench();
        bench.Boot(() =>
        {
            var ran = false;
            new Thread(() => ran = true).Start();
            var start = bench.Now;
            SpinWait.SpinUntil(milliseconds);
            Assert.Equal(others, ran);
            Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), bench.Now - start);
        });
    }

    private static List<int> Ticks(int due, int period, int run, int busy = 0)
    {
        using var bench = new Bench();
        var ticks = new List<int>();
        bench.Boot(() =>
        {
            var start = bench.Now;
            using var timer = new Timer(
                _ =>
                {
                    ticks.Add((int)(bench.Now - start).TotalMilliseconds);
                    if (busy > 0)
                        Thread.Sleep(busy);
                },
                null,
                due,
                period);
            Thread.Sleep(run);
        });
        return ticks;
    }
}
