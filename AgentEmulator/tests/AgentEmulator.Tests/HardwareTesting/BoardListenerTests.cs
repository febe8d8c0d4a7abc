using AgentEmulator.HardwareTesting;
using AgentEmulator.Serial;
using Microsoft.Extensions.Time.Testing;

namespace AgentEmulator.Tests.HardwareTesting;

public sealed class BoardListenerTests : IDisposable
{
    private static readonly ListenLimits Limits = new(Silence: TimeSpan.FromSeconds(60), Whole: TimeSpan.FromMinutes(10));

    private readonly FakeTimeProvider _time = new();
    private readonly FakePort _port = new();
    private readonly CancellationTokenSource _cancel = new();

    [Fact]
    public async Task The_end_of_the_program_ends_the_run_after_a_moment()
    {
        var (listener, run) = Listen();
        await SayAsync(Launcher.Boot + Launcher.Passed("A.B.0") + Launcher.End);
        Assert.False(run.IsCompleted);
        _time.Advance(BoardListener.Grace);
        Assert.Equal(RunEnd.Finished, await run);
        Assert.Single(listener.Log.Results);
    }

    [Fact]
    public async Task A_test_that_prints_the_word_for_the_end_does_not_end_the_run()
    {
        var (listener, run) = Listen();
        await SayAsync(Launcher.Passed("A.B.0") + "Done.\r\n");
        _time.Advance(BoardListener.Grace / 2);
        await SayAsync("more\r\n");
        _time.Advance(BoardListener.Grace * 5);
        Assert.False(run.IsCompleted);
        await SayAsync(Launcher.Passed("A.C.0") + Launcher.End);
        _time.Advance(BoardListener.Grace);
        Assert.Equal(RunEnd.Finished, await run);
        Assert.Equal(2, listener.Log.Results.Count);
    }

    [Fact]
    public async Task Silence_is_counted_from_the_last_byte()
    {
        var (_, run) = Listen();
        for (var i = 0; i < 5; i++)
        {
            await SayAsync($"still here {i}\n");
            _time.Advance(Limits.Silence - TimeSpan.FromSeconds(1));
            Assert.False(run.IsCompleted);
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(RunEnd.Silent, await run);
    }

    [Fact]
    public async Task A_board_that_never_says_anything_readable_is_another_matter()
    {
        var (_, run) = Listen();
        await SayAsync("\u0001\u0002\uFFFD\uFFFD\uFFFD\r\n");
        _time.Advance(Limits.Silence);
        Assert.Equal(RunEnd.NothingHeard, await run);
    }

    [Fact]
    public async Task The_whole_run_has_a_limit_however_much_is_said()
    {
        var (_, run) = Listen();
        for (var i = 0; i < 11; i++)
        {
            await SayAsync("heartbeat\n");
            _time.Advance(TimeSpan.FromSeconds(55));
        }

        Assert.Equal(RunEnd.TimedOut, await run);
    }

    [Fact]
    public async Task A_board_that_boots_for_ever_is_given_up()
    {
        var (listener, run) = Listen();
        for (var i = 0; i <= BoardListener.MostBootsWithoutNews; i++)
            _port.Send(Launcher.Boot + Launcher.Passed("A.B.0"));
        Assert.Equal(RunEnd.RebootLoop, await run);
        Assert.Single(listener.Log.Results);
    }

    [Fact]
    public async Task A_port_that_vanishes_leaves_what_was_said_and_half_a_line()
    {
        var (listener, run) = Listen();
        await SayAsync(Launcher.Passed("A.B.0") + "Test failed,A.C.0,half");
        _port.Vanish();
        Assert.Equal(RunEnd.PortVanished, await run);
        Assert.Equal("half", listener.Log.Results[1].Message);
    }

    [Fact]
    public async Task Cancelling_ends_it_with_what_there_is()
    {
        var (listener, run) = Listen();
        await SayAsync(Launcher.Passed("A.B.0"));
        await _cancel.CancelAsync();
        Assert.Equal(RunEnd.Interrupted, await run);
        Assert.Single(listener.Log.Results);
    }

    [Fact]
    public async Task A_board_that_starts_over_after_its_end_is_done()
    {
        var (_, run) = Listen();
        _port.Send(Launcher.Passed("A.B.0") + "Done.\r\n" + Launcher.Boot);
        Assert.Equal(RunEnd.Finished, await run);
    }

    public void Dispose()
    {
        _port.Dispose();
        _cancel.Dispose();
    }

    private (BoardListener Listener, Task<RunEnd> Run) Listen()
    {
        var listener = new BoardListener(_port, KnownTests.None, Limits, _time);
        var run = listener.ListenAsync(_cancel.Token);
        return (listener, run);
    }

    private async Task SayAsync(string text)
    {
        // The listener has asked for bytes once before anything comes; then once after each time.
        await _port.WaitsAsync();
        _port.Send(text);
        await _port.WaitsAsync();
        _port.AskAgain();
    }
}
