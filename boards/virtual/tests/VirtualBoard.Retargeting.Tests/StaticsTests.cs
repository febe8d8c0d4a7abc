using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

public sealed class StaticsTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_reboot_starts_from_fresh_statics()
    {
        var board = _bench.AddBoard(_bench.Image(Counter));
        for (var boot = 0; boot < 3; boot++)
        {
            board.PowerOn();
            _bench.Lab.RunFor(TimeSpan.FromSeconds(5));
            board.PowerOff();
        }

        Assert.Equal(["1 of 5", "1 of 5", "1 of 5"], Bench.Lines(board));
    }

    [Fact]
    public void Boards_that_share_an_image_do_not_share_statics()
    {
        var image = _bench.Image(Counter);
        var boards = Enumerable.Range(0, 3).Select(_ => _bench.AddBoard(image)).ToList();
        boards.ForEach(b => b.PowerOn());
        _bench.Lab.RunFor(TimeSpan.FromSeconds(5));

        Assert.All(boards, b => Assert.Equal(["1 of 5"], Bench.Lines(b)));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_program_uses_the_statics_of_a_library(bool optimize)
    {
        var library = _bench.Compiler.Library(
            """
            public struct Pair { public int A; public int B; }
            public static class Shared
            {
                public static int Number = 7;
                public static Pair Pair;
                public const int Constant = 3;
                private static int _calls;
                public static int Calls() => ++_calls;
            }
            """,
            "Acme.Shared",
            optimize);
        var program = _bench.Compiler.Program(
            """
            using System;
            public static class Program
            {
                static int _own = 1;
                static void Add(ref int to) => to += _own;
                public static void Main()
                {
                    Shared.Number += Shared.Constant;
                    Shared.Pair.B = 4;
                    Add(ref Shared.Pair.B);
                    Shared.Calls();
                    Console.WriteLine(Shared.Number.ToString() + Shared.Pair.B.ToString() + Shared.Calls().ToString());
                }
            }
            """,
            optimize: optimize,
            libraries: library);

        using var image = FirmwareImage.Load(program, Bench.Options());
        Assert.Equal(["1052"], _bench.Run(image));
        Assert.Equal(["1052"], _bench.Run(image));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Every_way_to_reach_a_static_field_works(bool optimize)
    {
        var lines = _bench.Run(
            """
            using System;
            struct Inner { public int Value; public static Inner Default; public void Set(int v) => Value = v; }
            class Program
            {
                private class Hidden { public int Value = 5; }
                static Hidden _hidden = new();
                static Inner _inner;
                static int[] _array = { 1, 2, 3 };
                static string _text;
                static long _long = 1L << 40;
                static double _double = 1.5;
                static object _object;
                static readonly int Number = 6;
                static int Property { get; set; } = 8;
                static ref int Reference() => ref _inner.Value;
                static void Main()
                {
                    while (_array[0] < 3) _array[0]++;
                    _inner.Set(4); Reference() += 1; Inner.Default = _inner; Inner.Default.Value++;
                    _text ??= "text"; _text += "!";
                    _object = _inner; _long++; _double *= 2; Property++;
                    Console.WriteLine(_hidden.Value.ToString() + _inner.Value.ToString() + Inner.Default.Value.ToString() + _array[0].ToString());
                    Console.WriteLine(_text + ((int)(_long >> 40)).ToString() + ((int)_double).ToString() + Number.ToString() + Property.ToString());
                    Console.WriteLine(((Inner)_object).Value.ToString() + Caught());
                    for (_array[1] = 0; _array[1] < 2; _array[1]++) Local();
                    static void Local() => Console.WriteLine(_array[1].ToString());
                }
                static string Caught() { try { throw new Exception(_text); } catch (Exception e) when (e.Message == _text) { return _text; } finally { _text = null; } }
            }
            """,
            optimize);

        Assert.Equal(["5563", "text!1369", "5text!", "0", "1"], lines);
    }

    [Fact]
    public void A_thread_sees_the_statics_of_its_boot()
    {
        var lines = _bench.Run(
            """
            using System;
            using System.Threading;
            static class Program
            {
                static int _count = 1;
                static void Main()
                {
                    new Thread(() => { _count += 10; Console.WriteLine(_count.ToString()); }).Start();
                    Thread.Sleep(10);
                    Console.WriteLine((++_count).ToString());
                }
            }
            """);

        Assert.Equal(["11", "12"], lines);
    }

    [Fact]
    public void A_static_field_of_a_generic_type_is_refused()
    {
        var refusal = _bench.Refusal(
            """
            class Cell<T> { public static int Count; static Cell() { Count = 1; } }
            static class Program { static void Main() { Cell<int>.Count++; } }
            """);

        Assert.Contains("Cell`1.Count: a static field of a generic type is not available on the board", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("a static constructor of a generic type", refusal.Message, StringComparison.Ordinal);
    }

    private const string Counter =
        """
        using System;
        public static class Program
        {
            static int _count;
            static readonly int[] Limits = { 5 };
            public static void Main() { _count++; Console.WriteLine(_count.ToString() + " of " + Limits[0].ToString()); Limits[0]++; }
        }
        """;
}
