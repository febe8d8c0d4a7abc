extern alias nanoapi;

using AutoResetEvent = nanoapi::System.Threading.AutoResetEvent;
using ManualResetEvent = nanoapi::System.Threading.ManualResetEvent;
using Thread = nanoapi::System.Threading.Thread;
using WaitHandle = nanoapi::System.Threading.WaitHandle;

namespace VirtualBoard.NanoApi.Tests.Threading;

public sealed class WaitHandleTests
{
    [Fact]
    public void An_automatic_event_frees_one_waiter_per_signal_longest_first()
    {
        var freed = new List<int>();
        Bench.Run(() =>
        {
            var signal = new AutoResetEvent(false);
            for (var i = 0; i < 3; i++)
            {
                var number = i;
                new Thread(() =>
                {
                    signal.WaitOne();
                    freed.Add(number);
                }).Start();
            }

            Thread.Sleep(1);
            signal.Set();
            signal.Set();
            Thread.Sleep(1);
            Assert.Equal([0, 1], freed);
            signal.Set();
            Thread.Sleep(1);
        });
        Assert.Equal([0, 1, 2], freed);
    }

    [Fact]
    public void An_automatic_event_remembers_one_signal() => Bench.Run(() =>
    {
        var signal = new AutoResetEvent(false);
        Assert.True(signal.Set());
        Assert.True(signal.Set());
        Assert.True(signal.WaitOne(0, false));
        Assert.False(signal.WaitOne(0, false));
    });

    [Fact]
    public void A_manual_event_frees_all_until_it_is_reset() => Bench.Run(() =>
    {
        var signal = new ManualResetEvent(true);
        Assert.True(signal.WaitOne(0, false));
        Assert.True(signal.WaitOne(0, false));
        Assert.True(signal.Reset());
        Assert.False(signal.WaitOne(0, false));
    });

    [Fact]
    public void A_wait_times_out_in_board_time()
    {
        using var bench = new Bench();
        bench.Boot(() =>
        {
            var start = bench.Now;
            Assert.False(new AutoResetEvent(false).WaitOne(750, false));
            Assert.Equal(TimeSpan.FromMilliseconds(750), bench.Now - start);
        });
    }

    [Fact]
    public void A_signal_that_comes_with_the_timeout_is_not_lost() => Bench.Run(() =>
    {
        var signal = new AutoResetEvent(false);
        new Thread(() =>
        {
            Thread.Sleep(100);
            signal.Set();
        }).Start();
        var first = signal.WaitOne(100, false);
        Thread.Sleep(1);
        Assert.Equal(!first, signal.WaitOne(0, false));
    });

    [Fact]
    public void Wait_any_gives_the_lowest_signaled_index_and_consumes_only_that() => Bench.Run(() =>
    {
        WaitHandle[] handles = [new AutoResetEvent(false), new AutoResetEvent(true), new AutoResetEvent(true)];
        Assert.Equal(1, WaitHandle.WaitAny(handles));
        Assert.Equal(2, WaitHandle.WaitAny(handles));
        Assert.Equal(WaitHandle.WaitTimeout, WaitHandle.WaitAny(handles, 50, false));
    });

    [Fact]
    public void Wait_all_consumes_nothing_until_all_are_signaled()
    {
        using var bench = new Bench();
        bench.Boot(() =>
        {
            var first = new AutoResetEvent(true);
            var second = new AutoResetEvent(false);
            Assert.False(WaitHandle.WaitAll([first, second], 20, false));
            Assert.True(first.WaitOne(0, false));
            first.Set();
            new Thread(() =>
            {
                Thread.Sleep(30);
                second.Set();
            }).Start();
            var start = bench.Now;
            Assert.True(WaitHandle.WaitAll([first, second]));
            Assert.Equal(TimeSpan.FromMilliseconds(30), bench.Now - start);
            Assert.False(first.WaitOne(0, false));
        });
    }

    [Fact]
    public void Bad_handles_are_refused() => Bench.Run(() =>
    {
        Assert.Throws<NullReferenceException>(() => WaitHandle.WaitAny(null!));
        Assert.Throws<NullReferenceException>(() => WaitHandle.WaitAny([null!]));
        var many = Enumerable.Range(0, 65).Select(_ => (WaitHandle)new ManualResetEvent(true)).ToArray();
        Assert.Throws<ArgumentException>(() => WaitHandle.WaitAny(many));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ManualResetEvent(true).WaitOne(-2, false));
    });
}
