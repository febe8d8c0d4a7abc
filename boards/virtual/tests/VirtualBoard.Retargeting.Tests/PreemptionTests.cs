using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>Loops take board time, and nothing that firmware does keeps the machine from going on.</summary>
public sealed class PreemptionTests : IDisposable
{
    private static readonly TimeSpan Turn = TimeSpan.FromMicroseconds(3);

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    /// <summary>Loops that never end, in every form in which code can go back.</summary>
    public static TheoryData<string> Endless => new(
        "while (true) { }",
        "do { } while (Yes);",
        "for (var i = 0; ; i++) { }",
        "again: goto again;",
        "again: N++; if (Yes) goto again;",
        "again: switch (N) { case 0: goto again; case 1: N = 0; goto again; default: N = 1; goto again; }",
        "while (true) { try { N++; continue; } finally { N--; } }",
        "while (true) { try { N++; } catch (Exception) { } }",
        "while (true) { try { throw new Exception(); } catch (Exception) { } }",
        "while (true) { try { throw new Exception(); } catch (Exception) when (N == 0) { continue; } }",
        "var none = new int[0]; while (true) { try { none[0] = 1; } catch (Exception) { } }",
        "try { throw new Exception(); } catch (Exception) { while (true) { } }",
        "try { throw new Exception(); } catch (Exception) when (Spin()) { }",
        "try { } finally { while (true) { } }",
        "try { while (true) { } } catch (Exception) { while (true) { } } finally { while (true) { } }",
        "try { while (true) { } } catch (ArgumentException) { }",
        "while (true) lock (Gate) { }",
        "foreach (var x in new Forever()) N++;",
        "while (true) Nothing();",
        "F f = Nothing; while (true) f();",
        "Fib(60);",
        "Even(1 << 30, 0);");

    [Theory, MemberData(nameof(Endless))]
    public void A_power_cut_reaches_an_endless_loop_in_debug_code(string body) => CutShort(body, optimize: false);

    [Theory, MemberData(nameof(Endless))]
    public void A_power_cut_reaches_an_endless_loop_in_release_code(string body) => CutShort(body, optimize: true);

    [Theory, InlineData(false), InlineData(true)]
    public void A_loop_takes_three_microseconds_a_turn(bool optimize)
    {
        var times = Times(
            """
            static void Main()
            {
                Console.WriteLine("a");
                for (var i = 0; i < 1000000; i++) N++;
                Console.WriteLine("b");
                for (var i = 0; i < 10; i++) N++;
                Console.WriteLine("c");
            }
            """,
            optimize);

        Assert.InRange(times["b"] - times["a"], 1_000_000 * Turn, 1_000_001 * Turn);
        Assert.InRange(times["c"] - times["b"], 10 * Turn, 11 * Turn);
    }

    [Fact]
    public void Two_busy_threads_share_the_processor_and_other_boards_have_their_own()
    {
        const string Code =
            """
            static void Main() { new Thread(Work).Start(); Work(); }
            static void Work() { for (var i = 0; i < 1000000; i++) N++; Console.WriteLine("done"); }
            """;
        using var image = _bench.Image(Program(Code));
        var boards = Enumerable.Range(0, 3).Select(_ => _bench.AddBoard(image)).ToList();
        foreach (var board in boards)
            board.PowerOn();

        _bench.Lab.RunFor(TimeSpan.FromMinutes(1));

        foreach (var board in boards)
        {
            var ends = board.Console.Lines.Select(l => l.At - board.Current!.StartedAt).ToList();
            Assert.Equal(2, ends.Count);
            Assert.All(ends, end => Assert.InRange(end.TotalSeconds, 6.5, 7.0)); // after 0.65 to 0.9 s of booting
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Variables_of_any_type_keep_their_values_while_a_loop_is_interrupted(bool optimize)
    {
        const string Code =
            """
            enum Colour : byte { Red, Green, Blue }
            struct Pair { public int A; public long B; }
            sealed class Item { public int Number; }
            static void Main() { new Thread(Main2).Start(); Main2(); }
            static void Main2() { Console.WriteLine(new Item { Number = 7 }.GetHashCode() == 0 ? "" : Count(5, 9, 0, null, new int[8])); }
            static string Count(int parameter, long unused, double given, Item item, int[] numbers)
            {
                sbyte small = 0; ushort word = 0; uint whole = 0; long wide = 0; ulong wider = 0; float single = 0; bool odd = false; char letter = 'a';
                Colour colour = Colour.Red; Pair pair = new Pair(); string text = "text"; object boxed = "boxed"; byte[] bytes = new byte[16]; int addressed = 0;
                ref int reference = ref numbers[3];
                for (int turn = 1; turn <= 100000; turn++)
                {
                    parameter++; given += 0.5; small++; word += 3; whole += 5; wide -= 7; wider += 11; single = turn; odd = !odd;
                    letter = (char)('a' + (turn % 26)); colour = (Colour)(turn % 3); pair.A = turn; pair.B = -turn; bytes[turn & 15] = (byte)turn;
                    numbers[turn & 1] = turn; reference = turn; Increment(ref addressed);
                    if (parameter != 5 + turn || given != turn * 0.5 || small != (sbyte)turn || word != (ushort)(turn * 3) || whole != turn * 5u) return "numbers " + turn;
                    if (wide != turn * -7L || wider != (ulong)turn * 11 || single != turn || odd != ((turn & 1) == 1) || unused != 9) return "wide ones " + turn;
                    if (letter != 'a' + (turn % 26) || colour != (Colour)(turn % 3) || pair.A != turn || pair.B != -turn || addressed != turn) return "other values " + turn;
                    if (bytes[turn & 15] != (byte)turn || numbers[turn & 1] != turn || numbers[3] != turn || item != null) return "arrays " + turn;
                    for (int inner = 0; inner < turn % 3; inner++) { wide++; wide--; }
                    if (text != "text" || (string)boxed != "boxed") return "texts " + turn;
                }
                return "all right";
            }
            static void Increment(ref int value) => value++;
            """;

        Assert.Equal(["all right", "all right"], _bench.Run(Program(Code), optimize));
    }

    [Fact]
    public void A_busy_thread_lets_sleepers_run_within_its_time_slice()
    {
        var times = Times(
            """
            static void Main() { new Thread(Tick).Start(); Console.WriteLine("0"); while (N < 5) { } Console.WriteLine("over"); }
            static void Tick() { for (var i = 1; i <= 5; i++) { Thread.Sleep(100); Console.WriteLine(i.ToString()); } N = 5; }
            """,
            optimize: true);

        for (var i = 1; i <= 5; i++)
            Assert.InRange((times[$"{i}"] - times[$"{i - 1}"]).TotalMilliseconds, 80, 140);
        Assert.InRange((times["over"] - times["5"]).TotalMilliseconds, 0, 20);
    }

    [Fact]
    public void Equal_seeds_give_equal_interleavings()
    {
        const string Code =
            """
            static void Main() { for (var t = 0; t < 3; t++) new Thread(Work).Start(); }
            static void Work() { var id = ++N; for (var i = 0; i < 20; i++) { for (var k = 0; k < id * 2500; k++) M++; Console.WriteLine(id.ToString() + " " + M.ToString()); } }
            """;
        using var other = new Bench();

        var lines = _bench.Run(Program(Code));

        Assert.Equal(60, lines.Count);
        Assert.Equal(lines, other.Run(Program(Code)));
        Assert.True(lines.Zip(lines.Skip(1)).Count(p => p.First[0] != p.Second[0]) > 20, "The threads take turns.");
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_watchdog_resets_a_board_that_is_busy_too_long(bool optimize)
    {
        using var image = _bench.Image(Program("static void Main() { Console.WriteLine(\"up\"); Thread.Sleep(10000); while (true) { } }"), optimize);
        var board = _bench.AddBoard(image, TimeSpan.FromSeconds(5));
        var boots = new List<(TimeSpan At, ResetReason Reason)>();
        board.BootStarted += boot => boots.Add((boot.StartedAt, boot.Reason));
        board.PowerOn();

        _bench.Lab.RunFor(TimeSpan.FromSeconds(20));

        Assert.Equal([ResetReason.PowerOn, ResetReason.Watchdog], boots.Select(b => b.Reason));
        Assert.Equal(board.Console.Lines.First().At + TimeSpan.FromSeconds(15), boots[1].At);
    }

    [Fact]
    public void Waiting_now_and_then_keeps_the_watchdog_quiet()
    {
        using var image = _bench.Image(Program("static void Main() { while (true) { for (var i = 0; i < 1000000; i++) { } Thread.Sleep(1); } }"));
        var board = _bench.AddBoard(image, TimeSpan.FromSeconds(5));
        board.PowerOn();

        _bench.Lab.RunFor(TimeSpan.FromMinutes(1));

        Assert.Equal(1, board.BootCount);
    }

    private static string Program(string members) =>
        $$"""
        using System;
        using System.Collections;
        using System.Threading;
        sealed class Forever : IEnumerable, IEnumerator
        {
            public IEnumerator GetEnumerator() => this;
            public object Current => null;
            public bool MoveNext() => true;
            public void Reset() { }
        }
        delegate void F();
        static class P
        {
            static int N;
            static int M;
            static bool Yes = true;
            static readonly object Gate = new();
            static void Nothing() { }
            static bool Spin() { while (true) { } }
            static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);
            static int Even(int n, int depth) { if (depth > 40) return 0; return Odd(n, depth + 1) + Odd(n, depth + 1); }
            static int Odd(int n, int depth) => Even(n, depth) + 1;
            {{members}}
        }
        """;

    private void CutShort(string body, bool optimize)
    {
        using var image = _bench.Image(Program($"static void Main() {{ Console.WriteLine(\"in\"); Body(); Console.WriteLine(\"out\"); }} static void Body() {{ {body} }}"), optimize);
        var board = _bench.AddBoard(image);
        board.PowerOn();
        Assert.True(_bench.Lab.RunUntil(() => Bench.Lines(board).Contains("in"), TimeSpan.FromSeconds(1)));
        _bench.Lab.RunFor(TimeSpan.FromMilliseconds(70));
        var boot = board.Current!;
        var at = _bench.Lab.Now;
        Assert.NotEmpty(boot.Threads);

        board.PowerOff();
        _bench.Lab.RunFor(TimeSpan.FromMilliseconds(1));

        Assert.Empty(boot.Threads);
        Assert.Equal(at + TimeSpan.FromMilliseconds(1), _bench.Lab.Now);
        Assert.DoesNotContain("out", Bench.Lines(board));
    }

    private Dictionary<string, TimeSpan> Times(string members, bool optimize)
    {
        using var image = _bench.Image(Program(members), optimize);
        var board = _bench.AddBoard(image);
        board.PowerOn();
        _bench.Lab.RunFor(TimeSpan.FromMinutes(1));
        return board.Console.Lines.ToDictionary(l => l.Text, l => l.At);
    }
}
