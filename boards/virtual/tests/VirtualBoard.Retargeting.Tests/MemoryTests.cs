using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>Memory ends in firmware, with an exception that it can catch, at the same place in every run; garbage never ends it.</summary>
public sealed class MemoryTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    /// <summary>What keeps objects until there is no more room, and how many at least and at most. Counts in N.</summary>
    public static TheoryData<string, int, int> Fillings => new(
        ("Node last = null; while (true) { last = new Node { Next = last, Data = new byte[1000] }; N++; }", 140, 215),
        ("Node last = null; while (true) { last = new Node { Next = last, Data = new byte[40] }; N++; }", 1400, 3500),
        ("var kept = new object[100000]; while (true) { kept[N] = new byte[1000]; N++; }", 0, 0),
        ("var kept = new object[8000]; while (true) { kept[N] = N; N++; }", 2500, 7900),
        ("var kept = new object[5000]; while (true) { kept[N] = \"number \" + N.ToString() + Filler; N++; }", 900, 2500),
        ("Roots = new Node(); while (true) { Roots = new Node { Next = (Node)Roots, Data = new byte[1000] }; N++; }", 140, 215));

    [Theory, MemberData(nameof(Fillings))]
    public void Memory_ends_in_an_exception_in_debug_code(string body, int least, int most) => Fill(body, least, most, optimize: false);

    [Theory, MemberData(nameof(Fillings))]
    public void Memory_ends_in_an_exception_in_release_code(string body, int least, int most) => Fill(body, least, most, optimize: true);

    /// <summary>What native code makes or keeps for firmware without showing it; each would otherwise fill the host.</summary>
    [Theory]
    [InlineData("var stack = new Stack(); while (true) stack.Push(null);")]
    [InlineData("var queue = new Queue(); while (true) queue.Enqueue(null);")]
    [InlineData("Made made = null; while (true) { made += () => { }; if (++N % 50 == 0) { Roots = new Node { Next = (Node)Roots, Kept = made }; made = null; } }")]
    [InlineData("var one = new object[100]; while (true) Roots = new Node { Next = (Node)Roots, Kept = one.Clone() };")]
    [InlineData("var make = typeof(Node).GetConstructor(new Type[0]); while (true) { var made = (Node)make.Invoke(null); made.Next = (Node)Roots; Roots = made; }")]
    [InlineData("var text = new System.Text.StringBuilder(); while (true) text.Append(Filler);")]
    [InlineData("string text = Filler; while (true) text += text;")]
    [InlineData("while (true) { var thread = new Thread(() => Thread.Sleep(-1)); thread.Start(); }")]
    public void What_native_code_makes_counts(string body)
    {
        var path = _bench.Compiler.Program(Program($"static void Main() {{ try {{ Fill(); }} catch (OutOfMemoryException) {{ Console.WriteLine(\"ended\"); }} }} static void Fill() {{ {body} }}"));

        Assert.Equal(["ended"], _bench.Run(FirmwareImage.Load(path, new RetargetOptions { ReferenceFolder = GuestCompiler.ReferenceFolder })));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Handlers_and_filters_run_out_of_memory_like_other_code(bool optimize)
    {
        var lines = _bench.Run(
            Program(
                """
                static void Main()
                {
                    try { Fill(); } catch (Exception e) when (Full(e)) { Console.WriteLine("behind the filter: " + (e is OutOfMemoryException).ToString()); }
                    try { try { Fill(); } finally { Fill(); } } catch (OutOfMemoryException) { Console.WriteLine("behind finally"); }
                    try { try { Fill(); } catch (OutOfMemoryException) { Fill(); } } catch (OutOfMemoryException) { Console.WriteLine("behind catch"); }
                }
                static bool Full(Exception e) { try { Fill(); } catch (OutOfMemoryException) { Console.WriteLine("in the filter"); } return true; }
                static void Fill() { Node last = null; while (true) { last = new Node { Next = last, Data = new byte[1000] }; } }
                """),
            optimize);

        Assert.Equal(["in the filter", "behind the filter: True", "behind finally", "behind catch"], lines);
    }

    [Theory]
    [InlineData("new byte[2000000000]")]
    [InlineData("new byte[500000]")]
    [InlineData("new object[40000]")]
    [InlineData("new long[int.MaxValue]")]
    [InlineData("new string('x', 1000000000)")]
    public void What_can_never_fit_is_not_even_tried(string expression)
    {
        var lines = _bench.Run(Program($"static void Main() {{ try {{ Roots = {expression}; }} catch (OutOfMemoryException) {{ Console.WriteLine(\"none left\"); }} }}"));

        Assert.Equal(["none left"], lines);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Garbage_does_not_end_the_memory(bool optimize)
    {
        var lines = _bench.Run(
            Program(
                """
                static void Main()
                {
                    for (var i = 0; i < 20000; i++) { var a = new byte[2000]; a[0] = 1; Roots = new Node { Data = new byte[100] }; N += ("a" + i.ToString()).Length; }
                    Console.WriteLine("fine");
                }
                """),
            optimize);

        Assert.Equal(["fine"], lines);
    }

    [Fact]
    public void Memory_that_was_let_go_can_be_had_again()
    {
        var lines = _bench.Run(
            Program(
                """
                static void Main()
                {
                    for (var round = 0; round < 5; round++)
                    {
                        N = 0;
                        try { Fill(); } catch (OutOfMemoryException) { }
                        Console.WriteLine((N > 140).ToString());
                    }
                }
                static void Fill() { Node last = null; while (true) { last = new Node { Next = last, Data = new byte[1000] }; N++; } }
                """));

        Assert.Equal(Enumerable.Repeat("True", 5), lines);
    }

    [Fact]
    public void Memory_belongs_to_one_boot()
    {
        using var image = _bench.Image(Program("static void Main() { Roots = new byte[130000]; Console.WriteLine(\"up\"); Thread.Sleep(-1); }"));
        var boards = Enumerable.Range(0, 3).Select(_ => _bench.AddBoard(image)).ToList();
        foreach (var board in boards)
        {
            board.PowerOn();
            _bench.Lab.RunFor(TimeSpan.FromSeconds(2));
            board.Reset(ResetReason.External);
            _bench.Lab.RunFor(TimeSpan.FromSeconds(2));
        }

        Assert.All(boards, board => Assert.Equal(["up", "up"], Bench.Lines(board)));
    }

    [Fact]
    public void A_long_run_near_the_limit_is_the_same_twice()
    {
        // Ends its memory hundreds of times, each time in the middle of garbage, and prints where.
        const string Code =
            """
            static void Main()
            {
                for (var round = 1; round <= 60; round++)
                {
                    N = 0;
                    try { Churn(round); } catch (OutOfMemoryException) { }
                    Console.WriteLine(N.ToString());
                }
            }
            static void Churn(int seed)
            {
                Node last = null;
                while (true)
                {
                    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
                    var garbage = new byte[seed % 3000];
                    if (seed % 3 == 0) last = new Node { Next = last, Data = new byte[seed % 700] };
                    if (seed % 5 == 0) last = new Node { Next = last, Data = garbage };
                    N++;
                }
            }
            """;
        using var other = new Bench();

        var lines = _bench.Run(Program(Code), optimize: true);
        // What else the host collects, and when, must make no difference.
        var litter = new List<byte[]>();
        for (var i = 0; i < 2000; i++)
            litter.Add(new byte[10_000]);
        GC.Collect();

        Assert.Equal(60, lines.Count);
        Assert.True(lines.Distinct().Count() > 5, "The rounds differ.");
        Assert.Equal(lines, other.Run(Program(Code), optimize: true));
        Assert.Equal(2000, litter.Count);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void What_firmware_reads_as_free_memory_follows_what_it_keeps(bool optimize)
    {
        const string Code =
            """
            static uint Free() => nanoFramework.Runtime.Native.GC.Run(true);
            static void Main()
            {
                var list = new ArrayList();
                Roots = list;
                Free();
                var before = Free();
                for (var i = 0; i < 10; i++) list.Add(new byte[1000]);
                Console.WriteLine((before - Free() >= 10000 && before - Free() < 11000).ToString());
                list.Clear();
                Console.WriteLine((before - Free() < 300).ToString());
                var thread = new Thread(new Node { Data = new byte[5000] }.Wait);
                before = Free();
                thread.Start();
                Thread.Sleep(10);
                Console.WriteLine((before - Free() >= 5000 + 2048).ToString());
                for (var i = 0; i < 1000; i++) new Node().ToString();
                Console.WriteLine((Free() == Free()).ToString());
            }
            """;
        var path = _bench.Compiler.Program(Program(Code), optimize: optimize);

        var lines = _bench.Run(FirmwareImage.Load(path, new RetargetOptions { ReferenceFolder = GuestCompiler.ReferenceFolder, CompileAll = true }));

        Assert.Equal(["True", "True", "True", "True"], lines);
    }

    [Theory]
    [InlineData("new Pair[100]", 20 + 4 + (100 * 12) + (100 * 36))]
    [InlineData("new Pairs()", 12 * (1 + 1 + 3 + 1 + 3))]
    [InlineData("new Made[] { A }", 24 + 12 + 36)]
    [InlineData("Made.Combine(new Made(A), new Made(B))", (2 * 12) + (2 * 12) + (2 * 36))]
    [InlineData("new object[] { 1, 'x', Colour.Red, new TimeSpan(1) }", 72 + (4 * 24))]
    [InlineData("Thrice(new Pair())", 60 + 36)]
    [InlineData("new Colour[100]", 120)]
    [InlineData("new DayOfWeek[100]", 420)]
    [InlineData("new DateTime[100]", 828)]
    [InlineData("new TimeSpan[100]", 828)]
    [InlineData("new Dated()", 36)]
    public void What_firmware_keeps_takes_what_it_takes_in_nanoCLR(string expression, int bytes)
    {
        var code =
            $$"""
            struct Pair { public int A; public object B; }
            sealed class Pairs { public Pair One; public Pair Two; }
            enum Colour : byte { Red }
            sealed class Dated { public DateTime At; public TimeSpan For; }
            static object[] Thrice(object item) => new object[] { item, item, item };
            static void A() { }
            static void B() { }
            static uint Free() => nanoFramework.Runtime.Native.GC.Run(true);
            static void Main()
            {
                Roots = null;
                Free();
                var before = Free();
                Roots = {{expression}};
                Console.WriteLine((before - Free()).ToString());
            }
            """;
        var path = _bench.Compiler.Program(Program(code));

        var lines = _bench.Run(FirmwareImage.Load(path, new RetargetOptions { ReferenceFolder = GuestCompiler.ReferenceFolder }));

        Assert.Equal([$"{bytes}"], lines);
    }

    private void Fill(string body, int least, int most, bool optimize)
    {
        var program = Program($"static void Main() {{ try {{ Fill(); }} catch (OutOfMemoryException) {{ Console.WriteLine(N.ToString()); }} }} static void Fill() {{ {body} }}");
        using var other = new Bench();

        var lines = _bench.Run(program, optimize);

        Assert.InRange(int.Parse(Assert.Single(lines), System.Globalization.CultureInfo.InvariantCulture), least, most);
        Assert.Equal(lines, other.Run(program, optimize));
    }

    private static string Program(string members) =>
        $$"""
        using System;
        using System.Collections;
        using System.Threading;
        delegate void Made();
        sealed class Node { public Node Next; public byte[] Data; public object Kept; public void Wait() { Thread.Sleep(1000); } }
        static class P
        {
            static int N;
            static object Roots;
            const string Filler = "......................................................................";
            {{members}}
        }
        """;
}
