using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>What nanoFramework refuses, or dies of, is refused here too, with method and offset.</summary>
public sealed class SubsetTests : IDisposable
{
    private const string Generics = "generics, and dies of them without a word";

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("class Box<T> { public T Value; }", "P.Box`1: ", "a generic type", Generics)]
    [InlineData("struct Pair<A, B> { public A First; public B Second; }", "P.Pair`2: ", "a generic type", Generics)]
    [InlineData("interface ISource<out T> { T Next(); }", "P.ISource`1: ", "a generic type", Generics)]
    [InlineData("delegate void Told<T>(T what);", "P.Told`1: ", "a generic type", Generics)]
    [InlineData("static T Same<T>(T value) => value;", "P.Same(T)", "a generic method", Generics)]
    [InlineData("static T Same<T>(T value) => value; static int Use() => Same(4);", "P.Use() IL_", "P.Same(T) is not available", Generics)]
    [InlineData("class Box<T> { public T Value; } static int Use(object o) => ((Box<int>)o).Value;", "P.Use(System.Object) IL_0001: P.Box`1<System.Int32>", "is not available", Generics)]
    [InlineData("static int[,] Use() => new int[2, 3];", "P.Use() IL_", "the array System.Int32[0...,0...]", "array of arrays")]
    [InlineData("static int Use(int[,] a) => a[1, 2];", "P.Use(System.Int32[0...,0...]) IL_0003: the array", "is not available", "array of arrays")]
    [InlineData("static void Use() { int[,,] a = null; }", "P.Use(): ", "the array System.Int32[0...,0...,0...]", "array of arrays")]
    [InlineData("interface ITalk { string Say() => \"hello\"; }", "P.ITalk.Say(): ", "code in an interface", "abstract class")]
    [InlineData("interface ITalk { static string Say() => \"hello\"; }", "P.ITalk.Say(): ", "code in an interface", "abstract class")]
    [InlineData("static unsafe byte Use(byte[] b) { fixed (byte* p = b) return *p; }", "P.Use(System.Byte[]): ", "a fixed statement", "work with the array itself")]
    [InlineData("static void Use() { Action<string> a = null; }", "P.Use(): ", "System.Action`1 is not available", "generic types do not run on nanoFramework v1")]
    [InlineData("static unsafe void Use(delegate*<void> f) => f();", "P.Use(", "a function pointer is not available", "nothing of the kind")]
    public void The_first_nanoFramework_refuses(string member, string where, string what, string why)
    {
        // As compiled for release, but for locals that only a debug build keeps.
        var refusal = _bench.Refusal(Program(member), optimize: !where.StartsWith("P.Use(): ", StringComparison.Ordinal));

        Assert.Contains(refusal.Issues, i =>
            i.ToString().StartsWith(where, StringComparison.Ordinal) &&
            i.ToString().Contains(what, StringComparison.Ordinal) &&
            i.ToString().Contains(why, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("static int[,] Use() => new int[2, 3];", "array of arrays")]
    [InlineData("interface ITalk { string Say() => \"hello\"; }", "code in an interface")]
    [InlineData("static unsafe byte Use(byte[] b) { fixed (byte* p = b) return *p; }", "a fixed statement")]
    [InlineData("static unsafe void Use(delegate*<void> f) => f();", "a function pointer")]
    public void The_second_refuses_all_but_generics_too(string member, string why)
    {
        var path = _bench.Compiler.Program(Program(member));

        var refusal = Assert.Throws<RetargetException>(() => FirmwareImage.Load(path, Bench.Options() with { Nano = NanoVersion.V2 }));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Generics_run_on_the_second(bool optimize)
    {
        const string source =
            """
            using System;
            interface IShelf<T> { void Put(T what); T Take(); int Count { get; } }
            class Shelf<T> : IShelf<T>
            {
                private T[] _items = new T[2];
                public int Count { get; private set; }
                public event Action<T> Added;
                public void Put(T what)
                {
                    if (Count == _items.Length) { var more = new T[Count * 2]; Array.Copy(_items, more, Count); _items = more; }
                    _items[Count++] = what;
                    Added?.Invoke(what);
                }
                public T Take() => _items[--Count];
                public R[] Map<R>(Func<T, R> by) { var all = new R[Count]; for (var i = 0; i < Count; i++) all[i] = by(_items[i]); return all; }
            }
            struct Pair<A, B> where A : class { public A First; public B Second; public Pair(A first, B second) { First = first; Second = second; } }
            static class P
            {
                static T Last<T>(T[] items) => items[items.Length - 1];
                static void Swap<T>(ref T a, ref T b) { T c = a; a = b; b = c; }
                static void Main()
                {
                    var shelf = new Shelf<string>();
                    shelf.Added += s => Console.WriteLine("added " + s);
                    shelf.Put("a"); shelf.Put("b"); shelf.Put("c");
                    Console.WriteLine(Last(shelf.Map(s => s + s)));
                    IShelf<int> numbers = new Shelf<int>();
                    for (var i = 0; i < 5; i++) numbers.Put(i * i);
                    Console.WriteLine((numbers.Take() + numbers.Count).ToString());
                    int one = 1, two = 2;
                    Swap(ref one, ref two);
                    Console.WriteLine(one.ToString() + two.ToString());
                    var pair = new Pair<string, Pair<string, int>>("x", new Pair<string, int>("y", 7));
                    Console.WriteLine(pair.First + pair.Second.First + pair.Second.Second.ToString());
                    try { new Shelf<int>().Take(); } catch (IndexOutOfRangeException) { Console.WriteLine("index"); }
                }
            }
            """;
        var path = _bench.Compiler.Program(source, optimize: optimize);

        using var image = FirmwareImage.Load(path, Bench.Options() with { Nano = NanoVersion.V2 });

        Assert.Equal(["added a", "added b", "added c", "cc", "20", "21", "xy7", "index"], _bench.Run(image));
    }

    [Fact]
    public void Variables_of_a_type_parameter_answer_as_what_they_hold()
    {
        const string Source =
            """
            using System;
            enum Colour { Red, Green }
            struct Point { public int X; public override string ToString() => "at " + X.ToString(); public override int GetHashCode() => X; }
            sealed class Named { public override string ToString() => "named"; public override bool Equals(object other) => other is Named; public override int GetHashCode() => 3; }
            static class Program
            {
                static string Show<T>(T value, T other) => value.ToString() + " " + value.Equals(other).ToString() + " " + (value.GetHashCode() == other.GetHashCode()).ToString();
                static void Main()
                {
                    Console.WriteLine(Show(5, 5));
                    Console.WriteLine(Show(2.5, 3.5));
                    Console.WriteLine(Show("a", "a"));
                    Console.WriteLine(Show(Colour.Green, Colour.Green));
                    Console.WriteLine(Show(new Point { X = 4 }, new Point { X = 4 }));
                    Console.WriteLine(Show(new Named(), new Named()));
                    try { Show<string>(null, null); } catch (NullReferenceException) { Console.WriteLine("null"); }
                }
            }
            """;
        var path = _bench.Compiler.Program(Source);

        using var image = FirmwareImage.Load(path, new RetargetOptions { ReferenceFolder = GuestCompiler.ReferenceFolder, Nano = NanoVersion.V2, CompileAll = true });

        // An enumeration shows its number, as everywhere in nanoFramework.
        Assert.Equal(["5 True True", "2.5 False False", "a True True", "1 True True", "at 4 True True", "named True True", "null"], _bench.Run(image));
    }

    [Fact]
    public void The_version_is_part_of_what_a_cache_knows_an_image_by()
    {
        using var cache = new ImageCache();
        var path = _bench.Compiler.Program(Program("static T Same<T>(T value) => value;"));

        FirmwareImage.Load(path, Bench.Options() with { Nano = NanoVersion.V2, Cache = cache });

        Assert.Throws<RetargetException>(() => FirmwareImage.Load(path, Bench.Options() with { Cache = cache }));
    }

    private static string Program(string member) => $"using System; class P {{ static void Main() {{ }} {member} }}";
}
