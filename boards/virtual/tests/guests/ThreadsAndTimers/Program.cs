using System;
using System.Collections;
using System.Threading;

namespace ThreadsAndTimers;

/// <summary>A producer, two workers and a supervisor with a timer: queue, monitor, events, priorities, abort.</summary>
internal static class Program
{
    private const int Jobs = 20;

    private static readonly Queue Waiting = new();
    private static readonly AutoResetEvent Added = new(false);
    private static readonly ManualResetEvent AllDone = new(false);
    private static int _done;
    private static int _ticks;

    private static void Main()
    {
        var started = DateTime.UtcNow;
        using var heartbeat = new Timer(_ => _ticks++, null, 100, 100);

        var workers = new[] { new Thread(Work), new Thread(Work) };
        foreach (var worker in workers) worker.Start();
        for (var job = 1; job <= Jobs; job++)
        {
            lock (Waiting) Waiting.Enqueue(job);
            Added.Set();
            Thread.Sleep(25);
        }

        Console.WriteLine(AllDone.WaitOne(5_000, false) ? $"{_done} jobs done" : "too slow");
        foreach (var worker in workers)
        {
            worker.Abort();
            worker.Join();
        }

        Console.WriteLine($"workers {(workers[0].IsAlive || workers[1].IsAlive ? "run" : "have ended")}");
        Console.WriteLine($"heartbeat {(_ticks >= 4 ? "ticked" : "stood still")}");
        SlowCallback();
        OneThreadDies();
        Console.WriteLine($"took {((DateTime.UtcNow - started).TotalSeconds < 10 ? "less than" : "more than")} ten seconds");
    }

    private static void Work()
    {
        while (true)
        {
            Added.WaitOne(50, false);
            while (true)
            {
                lock (Waiting)
                {
                    if (Waiting.Count == 0) break;
                    Waiting.Dequeue();
                }

                Thread.Sleep(20);
                if (Interlocked.Increment(ref _done) == Jobs) AllDone.Set();
            }
        }
    }

    // A tick that falls due while the callback still runs is dropped, not queued.
    private static void SlowCallback()
    {
        var calls = 0;
        using (var timer = new Timer(_ =>
        {
            calls++;
            Thread.Sleep(250);
        }, null, 100, 100))
        {
            Thread.Sleep(1_000);
        }

        Console.WriteLine($"slow callback ran {(calls is > 1 and < 6 ? "a few" : calls.ToString())} times in ten periods");
    }

    // An exception that nobody catches ends its thread alone.
    private static void OneThreadDies()
    {
        var thread = new Thread(() => throw new InvalidOperationException("on purpose"));
        thread.Start();
        thread.Join();
        Console.WriteLine("the others live");
    }
}
