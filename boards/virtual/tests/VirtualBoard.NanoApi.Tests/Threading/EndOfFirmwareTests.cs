extern alias nanoapi;

using CancellationTokenSource = nanoapi::System.Threading.CancellationTokenSource;
using Thread = nanoapi::System.Threading.Thread;
using Timer = nanoapi::System.Threading.Timer;

namespace VirtualBoard.NanoApi.Tests.Threading;

/// <summary>When firmware does nothing more by itself.</summary>
public sealed class EndOfFirmwareTests
{
    [Fact]
    public void Firmware_is_over_when_Main_has_returned() => Assert.Equal(0, EndOf(() => { }));

    [Fact]
    public void Threads_that_Main_started_are_part_of_it() =>
        Assert.Equal(3_000, EndOf(() => new Thread(() => Thread.Sleep(3_000)).Start()));

    [Fact]
    public void So_is_a_timer_that_is_set_and_what_it_calls() =>
        Assert.Equal(5_500, EndOf(() => _ = new Timer(_ => Thread.Sleep(500), null, 5_000, Timeout.Infinite)));

    [Fact]
    public void A_timer_that_was_stopped_is_not() => Assert.Equal(0, EndOf(() => new Timer(_ => { }, null, 5_000, 5_000).Dispose()));

    [Fact]
    public void A_timer_that_stops_itself_ends_it_then() => Assert.Equal(300, EndOf(() =>
    {
        var ticks = 0;
        Timer? timer = null;
        timer = new Timer(
            _ =>
            {
                if (++ticks == 3)
                    timer!.Change(Timeout.Infinite, Timeout.Infinite);
            },
            null, 100, 100);
    }));

    [Fact]
    public void A_callback_that_throws_ends_its_thread_and_not_the_timer() => Assert.Equal(300, EndOf(() =>
    {
        var ticks = 0;
        Timer? timer = null;
        timer = new Timer(
            _ =>
            {
                if (++ticks == 3)
                    timer!.Dispose();
                throw new InvalidOperationException();
            },
            null, 100, 100);
    }));

    [Fact]
    public void Patience_that_nobody_needs_any_more_is_not() => Assert.Equal(0, EndOf(() => _ = new CancellationTokenSource(60_000)));

    [Fact]
    public void A_lab_in_which_nothing_is_left_to_happen_stops_and_can_be_taken_down()
    {
        using var bench = new Bench();
        var unwound = false;
        bench.Board.Load(new Waiting(() => unwound = true));
        bench.Board.PowerOn();
        Assert.False(bench.Lab.RunUntil(() => false, Timeout.InfiniteTimeSpan));
        bench.Board.PowerOff();
        bench.Lab.RunFor(TimeSpan.FromSeconds(1));
        Assert.True(unwound);
    }

    /// <summary>Milliseconds of board time from Main's begin to when firmware is over.</summary>
    private static double EndOf(Action main)
    {
        using var bench = new Bench();
        var started = TimeSpan.Zero;
        bench.Load(_ =>
        {
            started = bench.Now;
            main();
        });
        bench.Board.PowerOn();
        Assert.False(bench.Board.Current!.IsOver);
        bench.Until(() => bench.Board.Current!.IsOver);
        return (bench.Now - started).TotalMilliseconds;
    }

    private sealed class Waiting(Action unwound) : IFirmware
    {
        public string Name => "waiting";

        public void Run(Boot boot)
        {
            try
            {
                Thread.Sleep(Timeout.Infinite);
            }
            finally
            {
                unwound();
            }
        }
    }
}
