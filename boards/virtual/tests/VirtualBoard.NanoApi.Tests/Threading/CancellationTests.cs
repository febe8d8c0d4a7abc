extern alias nanoapi;

using CancellationToken = nanoapi::System.Threading.CancellationToken;
using CancellationTokenSource = nanoapi::System.Threading.CancellationTokenSource;
using OperationCanceledException = nanoapi::System.Threading.OperationCanceledException;

namespace VirtualBoard.NanoApi.Tests.Threading;

public sealed class CancellationTests
{
    [Fact]
    public void A_source_cancels_after_board_time()
    {
        using var bench = new Bench();
        bench.Boot(() =>
        {
            var start = bench.Now;
            using var source = new CancellationTokenSource(250);
            Assert.True(source.Token.WaitHandle.WaitOne());
            Assert.Equal(TimeSpan.FromMilliseconds(250), bench.Now - start);
            Assert.True(source.IsCancellationRequested);
            Assert.Throws<OperationCanceledException>(source.Token.ThrowIfCancellationRequested);
        });
    }

    [Fact]
    public void Callbacks_run_last_first_and_a_failure_of_one_does_not_stop_the_others()
    {
        var trace = string.Empty;
        Bench.Run(() =>
        {
            var source = new CancellationTokenSource();
            source.Token.Register(() => trace += "a");
            source.Token.Register(() => throw new InvalidOperationException());
            source.Token.Register(() => trace += "c");
            source.Token.Register(() => trace += "gone").Dispose();
            Assert.Equal(typeof(Exception), Record.Exception(source.Cancel)!.GetType());
            source.Cancel();
        });
        Assert.Equal("ca", trace);
    }

    [Fact]
    public void A_token_without_source_is_never_or_always_cancelled() => Bench.Run(() =>
    {
        Assert.False(CancellationToken.None.CanBeCanceled);
        Assert.True(new CancellationToken(true).IsCancellationRequested);
        Assert.True(new CancellationToken(true).WaitHandle.WaitOne(0, false));
        Assert.True(CancellationToken.None.Equals(default));
        var called = false;
        new CancellationToken(true).Register(() => called = true);
        Assert.True(called);
    });

    [Fact]
    public void A_disposed_source_refuses() => Bench.Run(() =>
    {
        var source = new CancellationTokenSource();
        source.Dispose();
        Assert.Throws<nanoapi::System.ObjectDisposedException>(source.Cancel);
        Assert.Throws<nanoapi::System.ObjectDisposedException>(() => source.Token);
    });
}
