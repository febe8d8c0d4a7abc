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
    public void A_static_constructor_of_a_generic_type_without_static_fields_is_refused()
    {
        var path = _bench.Compiler.Program(
            """
            class Cell<T> { static Cell() { System.Console.WriteLine("made"); } }
            static class Program { static void Main() { new Cell<int>(); } }
            """);

        var refusal = Assert.Throws<RetargetException>(() => FirmwareImage.Load(path, Bench.Options() with { Nano = NanoVersion.V2 }));

        Assert.Contains("Cell`1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("a static constructor of a generic type without static fields", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>nanoFramework 2 has generic types; their static fields are one set for each set of type arguments.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void Static_fields_of_generic_types_belong_to_the_boot_and_to_the_type_arguments(bool optimize)
    {
        const string Source =
            """
            using System;
            delegate R Mapping<A, R>(A value);
            interface INamed { string Name { get; } }
            sealed class Named : INamed { public string Name => "named"; }
            class Cell<T>
            {
                public static int Count = 10;
                public static T Last;
                public static T[] All = new T[2];
                public static Pair<T, string> Paired;
                private static readonly Hidden s_hidden = new Hidden { Value = 1 };
                static Cell() { Console.WriteLine("cell"); Paired = new Pair<T, string>(Last, "second"); }
                public static int Add(T item) { Last = item; All[Count & 1] = item; Bump(ref Count); return s_hidden.Value++; }
                static void Bump(ref int value) => value++;
                sealed class Hidden { public int Value; }
                public sealed class Inner { public static int Made; public Inner() { Made++; } }
            }
            struct Pair<A, B> { public A First; public B Second; public Pair(A first, B second) { First = first; Second = second; } }
            class Of<T> where T : class, INamed { public static T One; public static int Uses; }
            static class Failing<T> { public static int Value = Fail(); static int Fail() { throw new Exception("not " + typeof(T).Name); } }
            static class Program
            {
                static R Map<A, R>(A value, Mapping<A, R> mapping) => mapping(value);
                static string Both<T>(T value) => Map(value, v => "<" + v.ToString() + ">") + Map(value, v => "!");
                static void Keep<T>(T value) { Cell<T>.Last = value; Cell<T>.Count += 100; }
                static void Main()
                {
                    Console.WriteLine("main");
                    Cell<int>.Add(7); Cell<int>.Add(8);
                    Console.WriteLine(Cell<int>.Last.ToString() + " " + Cell<int>.Count.ToString() + " " + Cell<int>.All[0].ToString() + Cell<int>.All[1].ToString());
                    Console.WriteLine(Cell<string>.Add("text").ToString() + Cell<string>.Last + Cell<string>.Count.ToString() + Cell<string>.Paired.Second);
                    Keep("kept"); Keep(3);
                    Console.WriteLine(Cell<string>.Last + Cell<string>.Count.ToString() + " " + Cell<int>.Count.ToString());
                    new Cell<int>.Inner(); new Cell<int>.Inner(); new Cell<string>.Inner();
                    Console.WriteLine(Cell<int>.Inner.Made.ToString() + Cell<string>.Inner.Made.ToString());
                    Of<Named>.One = new Named();
                    Of<Named>.Uses += 2;
                    Console.WriteLine(Of<Named>.One.Name + Of<Named>.Uses.ToString());
                    Console.WriteLine(Both(5) + Both("five"));
                    Console.WriteLine(Failing<int>.Value.ToString());
                }
            }
            """;
        using var image = FirmwareImage.Load(_bench.Compiler.Program(Source, optimize: optimize), Version2);
        string[] expected =
        [
            "main", "cell", "8 12 78", "cell", "1text11second", "kept111 112", "21", "named2", "<5>!<five>!", "0",
        ];

        // The second board starts with fresh ones.
        for (var run = 0; run < 2; run++)
        {
            var lines = _bench.Run(image);
            Assert.Equal(expected, lines.Take(expected.Length));
            Assert.Contains(lines, l => l.Contains("not Int32", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Static_fields_of_generic_types_of_a_library_are_reached()
    {
        var library = _bench.Compiler.Library("public class Box<T> { public static T Value; public static int Sets; }", "Acme.Boxes");
        var program = _bench.Compiler.Program(
            """
            using System;
            static class Program
            {
                static void Put<T>(T value) { Box<T>.Value = value; Box<T>.Sets++; }
                static void Main() { Put("text"); Put(5); Put(6); Console.WriteLine(Box<string>.Value + Box<int>.Value.ToString() + Box<int>.Sets.ToString()); }
            }
            """,
            libraries: [library]);

        Assert.Equal(["text62"], _bench.Run(FirmwareImage.Load(program, Version2)));
    }

    [Fact]
    public void Static_constructors_of_generic_types_without_end_do_not_end_the_host()
    {
        var program = _bench.Compiler.Program(
            """
            using System;
            class Deep<T> { public static int Depth = Deep<Deep<T>>.Depth + 1; }
            static class Program { static void Main() { Console.WriteLine("in"); Console.WriteLine(Deep<int>.Depth.ToString()); } }
            """);

        Assert.Equal("in", _bench.Run(FirmwareImage.Load(program, Version2))[0]);
    }

    private static RetargetOptions Version2 { get; } =
        new() { ReferenceFolder = GuestCompiler.ReferenceFolder, Nano = NanoVersion.V2, CompileAll = true };

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
