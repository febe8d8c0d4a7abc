using System;
using System.Threading;

namespace LanguageTour;

internal static class Concurrency
{
    private static readonly object Gate = new();
    private static int _count;

    public static void Show()
    {
        var done = new ManualResetEvent(false);
        var thread = new Thread(() =>
        {
            lock (Gate) _count++;
            Interlocked.Increment(ref _count);
            done.Set();
        });
        thread.Start();
        done.WaitOne(1000, false);
        if (!thread.Join(TimeSpan.FromSeconds(1))) thread.Abort();

        var timer = new Timer(static state => Console.WriteLine((string)state), "tick", 0, Timeout.Infinite);
        timer.Dispose();

        var source = new CancellationTokenSource(1000);
        source.Token.Register(() => Console.WriteLine("cancelled"));
        source.Cancel();
    }
}
