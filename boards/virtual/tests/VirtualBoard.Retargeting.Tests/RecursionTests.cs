using System.Globalization;
using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>Runaway recursion of any form ends in firmware, with nanoCLR's exception, at the same depth in every run.</summary>
public sealed class RecursionTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    /// <summary>Calls that never come back, by every way in which a method can come to call itself.</summary>
    public static TheoryData<string> Runaways => new(
        "Self();",
        "Value(0);",
        "Struct(default);",
        "Ping();",
        "new Tree().Grow();",
        "((IGrow)new Tree()).GrowMore();",
        "new Nested();",
        "F f = null; f = () => { N++; f(); }; f();",
        "Text(\"\" + new Printed());",
        "Text(string.Format(\"{0}\", new Printed()));",
        "Local(); void Local() { N++; Local(); }",
        "Caught();",
        "Cleaned();",
        "Big(1, 2, 3, 4, 5, 6, 7, 8);",
        "var t = new Tree(); t.Next = t.Grow; t.Next();");

    [Theory, MemberData(nameof(Runaways))]
    public void Runaway_recursion_ends_in_debug_code(string body) => Ends(body, optimize: false);

    [Theory, MemberData(nameof(Runaways))]
    public void Runaway_recursion_ends_in_release_code(string body) => Ends(body, optimize: true);

    [Theory]
    [InlineData("new Timer(_ => Self(), null, 10, -1);")]
    [InlineData("new Thread(() => Self()).Start();")]
    public void On_a_thread_of_its_own_it_ends_that_alone(string start)
    {
        var path = _bench.Compiler.Program(Program($"{start} Thread.Sleep(1000); Console.WriteLine(\"main lives\");"));
        var lines = _bench.Run(FirmwareImage.Load(path, new RetargetOptions { ReferenceFolder = GuestCompiler.ReferenceFolder }));

        Assert.Contains(lines, l => l.StartsWith("    ++++ Exception System.OutOfMemoryException", StringComparison.Ordinal));
        Assert.Equal("main lives", lines[^1]);
    }

    [Fact]
    public void In_a_static_constructor_it_ends_that_one_alone()
    {
        var lines = _bench.Run(Program("Console.WriteLine(\"main\"); Thread.Sleep(100); } static int Deep = Value(0); static void Other() {"));

        Assert.Contains(lines, l => l.StartsWith("    ++++ Exception System.OutOfMemoryException in thread static constructor", StringComparison.Ordinal));
        Assert.Contains("main", lines);
    }

    [Fact]
    public void Through_reflection_it_ends_as_well()
    {
        var path = _bench.Compiler.Program(Program("try { Invoked(); } catch (OutOfMemoryException) { Console.WriteLine((N > 50).ToString()); } } public static void Invoked() { N++; typeof(P).GetMethod(\"Invoked\").Invoke(null, null);"));

        Assert.Equal(["True"], _bench.Run(FirmwareImage.Load(path, new RetargetOptions { ReferenceFolder = GuestCompiler.ReferenceFolder })));
    }

    /// <summary>Handlers lie on the host's stack on top of what they handle: what calls itself in them, and again, would fill it.</summary>
    [Theory]
    [InlineData("Handled(); } static int Handled() { try { return Handled() + 1; } catch (OutOfMemoryException) { return Handled() + 2; }")]
    [InlineData("Thrown(); } static void Thrown() { try { throw new Exception(); } catch (Exception) { Thrown(); }")]
    public void In_handlers_it_ends_in_the_boards_fault(string body)
    {
        var board = _bench.AddBoard(_bench.Image(Program(body)));
        var boots = new List<ResetReason>();
        board.BootStarted += boot => boots.Add(boot.Reason);
        board.PowerOn();

        _bench.Lab.RunUntil(() => boots.Count > 1 || board.Console.Lines.Any(l => l.Text.Contains("OutOfMemoryException", StringComparison.Ordinal)), TimeSpan.FromHours(1));

        Assert.True(boots.Count == 1 || boots[1] == ResetReason.Panic, string.Join(' ', boots));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void It_ends_its_thread_alone_when_nobody_catches_it(bool optimize)
    {
        var lines = _bench.Run(Program("new Thread(() => Self()).Start(); Thread.Sleep(5000); Console.WriteLine(\"goes on\");"), optimize);

        Assert.Equal(2, lines.Count(l => l.StartsWith("    ++++ Exception System.OutOfMemoryException", StringComparison.Ordinal) || l == "goes on"));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void What_threw_or_returned_leaves_nothing_on_the_stack(bool optimize)
    {
        var lines = _bench.Run(
            Program(
                """
                for (var i = 0; i < 100; i++)
                {
                    try { Down(300, true); } catch (ArgumentException) { }
                    try { Down(300, true); } catch (Exception) when (i >= 0) { }
                    try { try { Down(300, true); } finally { Down(300, false); } } catch (ArgumentException) { Down(300, false); }
                    try { Rethrown(300); } catch (Exception) { }
                    Down(300, false);
                }
                Console.WriteLine("fine");
                """),
            optimize);

        Assert.Equal(["fine"], lines);
    }

    [Fact]
    public void Deep_but_finite_recursion_has_the_room_that_the_board_has()
    {
        var lines = _bench.Run(Program("Down(500, false); Console.WriteLine(\"500\"); try { Down(5000, false); } catch (OutOfMemoryException) { Console.WriteLine(\"no 5000\"); }"));

        Assert.Equal(["500", "no 5000"], lines);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void What_a_loop_counts_with_is_not_on_the_boards_stack(bool optimize)
    {
        string Deep(string word) => Assert.Single(_bench.Run(
            Program($"try {{ Deep(1, 2, 3, new int[1], \"e\", 4); }} catch (OutOfMemoryException) {{ Console.WriteLine(N.ToString()); }} }} static int Deep(int a, int b, int c, int[] d, string e, int f) {{ N++; {word} (a == 9) {{ f++; a--; b++; c++; d[0] = e.Length; }} return Deep(a, b, c, d, e, f) + 1;"),
            optimize));

        Assert.Equal(Deep("if"), Deep("while"));
    }

    private void Ends(string body, bool optimize)
    {
        // Twice, for the second time must not begin where the first ended; and in another lab, with code that is compiled by now.
        var program = Program($"for (var i = 0; i < 2; i++) {{ N = 0; try {{ Run(); }} catch (OutOfMemoryException) {{ Console.WriteLine(\"ended at \" + N.ToString()); }} }} }} static void Run() {{ {body}");
        using var image = _bench.Image(program, optimize);

        var first = _bench.Run(image);
        var second = _bench.Run(image);

        Assert.Equal(2, first.Count);
        Assert.Equal(first[0], first[1]);
        Assert.Equal(first, second);
        Assert.InRange(int.Parse(first[0]["ended at ".Length..], CultureInfo.InvariantCulture), 50, 2_000);
    }

    private static string Program(string body) =>
        $$"""
        using System;
        using System.Threading;
        delegate void F();
        interface IGrow { void GrowMore(); }
        class Tree : IGrow
        {
            public F Next;
            public virtual void Grow() { P.N++; if (Next != null) Next(); else Grow(); }
            public void GrowMore() { P.N++; ((IGrow)this).GrowMore(); }
        }
        class Nested { public Nested Inner; public Nested() { P.N++; Inner = new Nested(); } }
        class Printed { public override string ToString() { P.N++; return "a" + new Printed(); } }
        struct Wide { public long A, B, C, D, E, F, G, H; }
        static class P
        {
            public static int N;
            static void Text(string text) { }
            static void Self() { N++; Self(); }
            static int Value(int x) { N++; return Value(x + 1) + Value(x + 2); }
            static long Struct(Wide w) { N++; w.A++; return Struct(w) + w.A; }
            static void Ping() { N++; Pong(); }
            static void Pong() { Ping(); }
            static int Caught() { N++; try { return Caught() + 1; } catch (ArgumentException) { return 0; } }
            static int Cleaned() { N++; try { return Cleaned() + 1; } finally { M++; } }
            static int M;
            static int Big(int a, int b, int c, int d, int e, int f, int g, int h)
            {
                N++;
                return Add(Add(a, b), Add(c, d)) + Add(Add(e, f), Add(g, h)) + Add(Add(a, c), Add(b, d)) + Add(Add(e, g), Add(f, h))
                    + Add(Add(a, d), Add(b, c)) + Add(Add(e, h), Add(f, g)) + Big(b, c, d, e, f, g, h, a) + Add(Add(b, d), Add(f, h));
            }
            static int Add(int a, int b) => a + b;
            static int Down(int n, bool fail) { if (n == 0) { if (fail) throw new ArgumentException(); return 0; } return Down(n - 1, fail) + 1; }
            static int Rethrown(int n) { try { return n == 0 ? throw new ArgumentException() : Rethrown(n - 1) + 1; } catch (ArgumentException) { throw; } }
            static void Main() { {{body}} }
        }
        """;
}
