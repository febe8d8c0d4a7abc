using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>What C# compilers make of ordinary firmware still means the same afterwards, as compiled for debugging and for release.</summary>
public sealed class LanguageTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void Control_flow_and_strings(bool optimize) => Check(
        optimize,
        """
        static int Code(string verb) => verb switch { "GET" => 1, "PUT" => 2, "POST" => 3, "DELETE" => 4, "HEAD" => 5, "PATCH" => 6, "TRACE" => 7, _ => 0 };
        static string Day(int n) { switch (n) { case 0: return "mon"; case 1: return "tue"; case 2: return "wed"; default: goto case 0; } }
        static void Show()
        {
            Say(Code("POST").ToString() + Code("TRACE").ToString() + Code("none").ToString());
            Say(Day(1) + Day(7));
            var sum = 0;
            for (var i = 0; i < 10; i++) { if (i == 3) continue; if (i == 8) break; sum += i; }
            do { sum--; } while (sum > 20);
            Say(sum.ToString());
            foreach (var c in "ab") Say(c.ToString());
            Say($"{1 + 1} and {"x"}");
        }
        """,
        "370", "tuemon", "20", "a", "b", "2 and x");

    /// <summary>nanoCLR throws a plain Exception where .NET has types of its own, and never looks for overflow.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void Arithmetic_is_the_devices(bool optimize) => Check(
        optimize,
        """
        delegate object Sum();
        static int Zero; static int MinusOne = -1; static long LongZero; static int Big = int.MaxValue; static long BigLong = long.MaxValue;
        static void Try(Sum sum)
        {
            try { Say(sum().ToString()); }
            catch (SystemException e) { Say("system " + e.GetType().Name); }
            catch (Exception e) { Say(e.GetType().Name); }
        }
        static void Show()
        {
            Try(() => 7 / Zero); Try(() => 7 % Zero); Try(() => 7u / (uint)Zero); Try(() => 7u % (uint)Zero);
            Try(() => 7L / LongZero); Try(() => 7L % LongZero); Try(() => 7UL / (ulong)LongZero); Try(() => 7UL % (ulong)LongZero);
            Try(() => (Big + MinusOne) / MinusOne); Try(() => 8 / (Zero + 3)); Try(() => -9 % 4); Try(() => 0xFFFFFFFFu / (uint)(Zero + 2)); Try(() => ulong.MaxValue % (ulong)(Zero + 10));
            Try(() => (-Big - 1) / MinusOne); Try(() => (-Big - 1) % MinusOne); Try(() => (-BigLong - 1) / (long)MinusOne); Try(() => (-BigLong - 1) % (long)MinusOne);
            Try(() => checked(Big + 1)); Try(() => checked((short)Big)); Try(() => checked(BigLong * 2)); Try(() => checked((uint)MinusOne)); Try(() => checked((ulong)MinusOne)); Try(() => checked((long)(uint)MinusOne));
            Try(() => new byte[MinusOne]); Try(() => new object[MinusOne]);
            var turns = 0;
            for (var i = 1; i < 100; i++) { if (100 / i > 10) turns++; turns += i % 7; }
            Say(turns.ToString());
            Say(((int)(9.0 / (Zero + 2) * 2)).ToString());
        }
        """,
        "Exception", "Exception", "Exception", "Exception", "Exception", "Exception", "Exception", "Exception",
        "-2147483646", "2", "-1", "2147483647", "5",
        "-2147483648", "0", "-9223372036854775808", "0",
        "-2147483648", "-1", "-2", "4294967295", "18446744073709551615", "4294967295",
        "system ArgumentOutOfRangeException", "system ArgumentOutOfRangeException", "304", "9");

    [Theory, InlineData(false), InlineData(true)]
    public void Arrays_structs_and_references(bool optimize) => Check(
        optimize,
        """
        class Made { public int Size { get; init; } = 1; public int Other { get; set; } }
        struct Point { public int X, Y; public Point(int x, int y) { X = x; Y = y; } public void Move(int by) { X += by; } }
        static readonly byte[] Table = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
        static readonly int[][] Jagged = { new[] { 1 }, new[] { 2, 3 } };
        static Point _home = new Point(1, 2);
        static void Twice(ref int value, out int old) { old = value; value *= 2; }
        static int Sum(params int[] values) { var s = 0; foreach (var v in values) s += v; return s; }
        static ref int Largest(int[] values) { var at = 0; for (var i = 1; i < values.Length; i++) if (values[i] > values[at]) at = i; return ref values[at]; }
        static void Show()
        {
            Say((Table[9] + Jagged[1][1]).ToString());
            var copy = _home; copy.Move(10); _home.Move(1);
            Say(copy.X.ToString() + " " + _home.X.ToString());
            Twice(ref _home.Y, out var old);
            Say(_home.Y.ToString() + " " + old.ToString());
            int[] values = [3, 9, 4];
            Largest(values) = 0;
            Say(Sum(values).ToString() + Sum().ToString());
            object boxed = _home; _home.X = 99;
            Say(((Point)boxed).X.ToString());
            var made = new Made { Size = 4, Other = 5 };
            Say((made.Size * made.Other).ToString());
            SpanOf(Table);
        }
        static void SpanOf(byte[] bytes) { bytes[0] += 41; Say(bytes[0].ToString2()); }
        """,
        "13", "11 2", "4 2", "70", "2", "20", "42");

    [Theory, InlineData(false), InlineData(true)]
    public void Delegates_events_and_closures(bool optimize) => Check(
        optimize,
        """
        delegate int Map(int value);
        delegate void Told(string what);
        static event Told Heard;
        event Told Own;
        static Map Adder(int by) => value => value + by;
        static int Square(int value) => value * value;
        int _calls;
        void Count(string what) { _calls++; }
        static void Show()
        {
            Map square = Square, cached = static v => v + 1;
            Say(square(5).ToString() + " " + Adder(3)(4).ToString() + " " + cached(1).ToString());
            var said = 0;
            Heard += text => { said++; Say(said.ToString() + text); };
            Heard("a"); Heard("b");
            var program = new Program();
            program.Own += program.Count; program.Own += program.Count; program.Own("x"); program.Own -= program.Count; program.Own("y");
            Say(program._calls.ToString());
            int Local(int n) => n < 2 ? n : Local(n - 1) + Local(n - 2);
            Say(Local(10).ToString());
        }
        """,
        "25 7 2", "1a", "2b", "3", "55");

    [Theory, InlineData(false), InlineData(true)]
    public void Types_interfaces_and_patterns(bool optimize) => Check(
        optimize,
        """
        interface IShape { int Area(); }
        interface INamed { string Name { get; } }
        abstract class Shape : IShape, INamed { public abstract int Area(); string INamed.Name => "shape " + Area().ToString(); public virtual string Kind => "any"; }
        class Square(int side) : Shape { public override int Area() => side * side; public override string Kind => "square of " + base.Kind; }
        sealed class Box : IDisposable { private sealed class Lid { public static int Count; public int Number = ++Count; } private readonly Lid _lid = new(); public void Dispose() => Say("disposed " + _lid.Number.ToString()); }
        enum Color { Red, Green = 5 }
        static string Describe(object o) => o switch { int n when n > 9 => "big", int => "int", string { Length: 0 } => "empty", string s => s, Color.Green => "green", null => "null", _ => "other" };
        static void Show()
        {
            Shape shape = new Square(3);
            Say(shape.Area().ToString() + " " + ((INamed)shape).Name + " " + shape.Kind);
            using (new Box()) Say("using");
            using var second = new Box();
            Say(Describe(10) + Describe(1) + Describe("") + Describe("s") + Describe(Color.Green) + Describe(null) + Describe(2L));
            Say((shape is IShape).ToString() + (shape as INamed).Name);
        }
        """,
        "9 shape 9 square of any", "using", "disposed 1", "bigintemptysgreennullother", "Trueshape 9", "disposed 2");

    [Theory, InlineData(false), InlineData(true)]
    public void Exceptions(bool optimize) => Check(
        optimize,
        """
        sealed class Odd : Exception { public Odd(string m, Exception inner) : base(m, inner) { } }
        static int Depth;
        static string Try(int kind)
        {
            try
            {
                try { if (kind == 1) throw new ArgumentException("arg"); if (kind == 2) { object o = null; return o.ToString(); } return "none"; }
                catch (ArgumentException e) when (e.Message == "arg") { throw new Odd("odd", e); }
                finally { Depth++; }
            }
            catch (Odd e) { return e.Message + " " + e.InnerException.Message; }
            catch (NullReferenceException) { return "null"; }
        }
        static int Leave() { for (var i = 0; ; i++) { try { if (i == 3) return i; continue; } finally { Depth += 10; } } }
        static bool No() { Say("filter"); return false; }
        static void Show()
        {
            Say(Try(0) + "," + Try(1) + "," + Try(2) + "," + Depth.ToString());
            Say(Leave().ToString() + " " + Depth.ToString());
            try { try { throw new Exception("outer"); } catch (Exception) when (No()) { Say("never"); } catch { Say("bare"); throw; } }
            catch (Exception e) { Say(e.Message); }
            try { var a = new int[1]; a[Depth] = 1; } catch (IndexOutOfRangeException) { Say("index"); }
            try { try { throw new Exception("first"); } finally { Say("inner finally"); } } catch (Exception e) { Say(e.Message); }
        }
        """,
        "none,odd arg,null,3", "3 43", "filter", "bare", "outer", "index", "inner finally", "first");

    private void Check(bool optimize, string members, params string[] expected)
    {
        var lines = _bench.Run(
            $$"""
            using System;
            static class More { public static string ToString2(this byte value) => ((int)value).ToString(); }
            class Program
            {
                static void Say(string line) => Console.WriteLine(line);
                static void Main() => Show();
                {{members}}
            }
            """,
            optimize);

        Assert.Equal(expected, lines);
    }
}
