using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>Firmware on the real VirtualBoard.NanoApi.</summary>
public sealed class RealApiTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void Everyday_firmware_runs(bool optimize)
    {
        var lines = Run(
            """
            using System;
            using System.Collections;
            using System.Text;
            using System.Threading;
            enum Mode { Idle, Busy = 4 }
            class Item { public string Name; public override string ToString() => "item " + Name; public override int GetHashCode() => base.GetHashCode(); }
            static class Program
            {
                static readonly Hashtable Table = new() { { "a", 1 }, { "b", Mode.Busy } };
                static readonly object Gate = new();
                static int _count;
                static event EventHandler Done;
                static void Main()
                {
                    foreach (DictionaryEntry e in Table) _count += e.Key.ToString().Length;
                    var list = new ArrayList { 1, "two", Mode.Busy, new Item { Name = "x" } };
                    var text = new StringBuilder();
                    foreach (var o in list) text.Append(o).Append(';');
                    Console.WriteLine(text.ToString() + _count.ToString());
                    Done += (s, e) => Console.WriteLine("done " + Mode.Busy + " " + 1.5.ToString());
                    var ready = new ManualResetEvent(false);
                    var thread = new Thread(() => { lock (Gate) _count += 40; ready.Set(); });
                    thread.Start();
                    ready.WaitOne();
                    lock (Gate) Console.WriteLine(string.Format("{0} {1:X2}", _count, 255));
                    Done?.Invoke(null, EventArgs.Empty);
                    var before = DateTime.UtcNow;
                    Thread.Sleep(1500);
                    Console.WriteLine((DateTime.UtcNow - before).TotalMilliseconds.ToString());
                    foreach (var c in "ok") Console.WriteLine(c.ToString());
                    Console.WriteLine(new Item().GetHashCode() == new Item().GetHashCode() ? "same" : "different");
                }
            }
            """,
            optimize);

        Assert.Equal(["1;two;4;item x;2", "42 FF", "done 4 1.5", "1500", "o", "k", "different"], lines);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_reboot_ends_all_threads_without_a_trace_and_starts_over(bool optimize)
    {
        var lines = Run(
            """
            using System;
            using System.Threading;
            using nanoFramework.Runtime.Native;
            static class Program
            {
                static readonly object Gate = new();
                static int _boots;
                static void Main()
                {
                    Console.WriteLine("boot " + (++_boots).ToString());
                    new Thread(() => { try { lock (Gate) Thread.Sleep(Timeout.Infinite); } catch { Console.WriteLine("caught"); } finally { Console.WriteLine("finally"); } }).Start();
                    Thread.Sleep(10_000);
                    try { Power.RebootDevice(); Console.WriteLine("went on"); }
                    catch (Exception e) when (e.Message.Length > 0) { Console.WriteLine("caught"); }
                    finally { Console.WriteLine("finally"); }
                }
            }
            """,
            optimize);

        Assert.True(lines.Count >= 3);
        Assert.All(lines, l => Assert.Equal("boot 1", l));
    }

    [Fact]
    public void Times_wrap_around_as_on_the_device()
    {
        var lines = Run(
            """
            using System;
            static class Program
            {
                static void Show(TimeSpan time) => Console.WriteLine(time.Ticks.ToString());
                static void Main()
                {
                    TimeSpan max = TimeSpan.MaxValue, min = TimeSpan.MinValue, tick = new TimeSpan(1);
                    Show(max + tick); Show(min - tick); Show(-min); Show(max.Add(tick)); Show(min.Subtract(tick)); Show(min.Negate()); Show(min.Duration());
                    Show(new TimeSpan(-5).Duration() + TimeSpan.FromMilliseconds(2) + TimeSpan.FromSeconds(1) - TimeSpan.FromMinutes(1));
                    Show(TimeSpan.FromSeconds(long.MaxValue));
                }
            }
            """,
            optimize: true);

        const long Min = long.MinValue;
        Assert.Equal(
            [$"{Min}", $"{long.MaxValue}", $"{Min}", $"{Min}", $"{long.MaxValue}", $"{Min}", $"{Min}", "-589979995", "-10000000"], lines);
    }

    private IReadOnlyList<string> Run(string source, bool optimize) =>
        _bench.Run(FirmwareImage.Load(
            _bench.Compiler.Program(source, optimize: optimize), new RetargetOptions { ReferenceFolder = GuestCompiler.ReferenceFolder, CompileAll = true }));
}
