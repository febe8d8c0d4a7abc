using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

public sealed class StaticConstructorTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void All_run_before_Main_also_of_types_that_are_never_used(bool optimize)
    {
        var lines = _bench.Run(
            """
            using System;
            static class Alpha { static Alpha() { Console.WriteLine("alpha"); } }
            static class Beta { public static readonly int Number = Make("beta"); static int Make(string n) { Console.WriteLine(n); return 1; } }
            static class Program { static void Main() { Console.WriteLine("main"); } }
            """,
            optimize);

        Assert.Equal(["alpha", "beta", "main"], lines);
    }

    [Fact]
    public void They_run_in_the_order_of_the_device_image()
    {
        // Declared in none of the orders that count: by name, small before capital, but interfaces, declaring types, and types in
        // the signatures of called methods before those that need them.
        var lines = _bench.Run(
            """
            using System;
            static class Zebra { static Zebra() { Console.WriteLine("Zebra"); } public static class Ant { static Ant() { Console.WriteLine("Zebra/Ant"); } } }
            class Needed { public int Value; static Needed() { Console.WriteLine("Needed"); } }
            static class Maker { static Maker() { Console.WriteLine("Maker"); } public static Needed Make() => new Needed(); }
            static class apple { static apple() { Console.WriteLine("apple"); } }
            static class Apple { static Apple() { Console.WriteLine("Apple"); } }
            static class Banana { static Banana() { Console.WriteLine("Banana"); } static void Use() { Maker.Make(); } }
            static class Program { static void Main() { Console.WriteLine("main"); } }
            """);

        Assert.Equal(["apple", "Apple", "Needed", "Banana", "Maker", "Zebra", "Zebra/Ant", "main"], lines);
    }

    [Fact]
    public void Libraries_come_before_the_program()
    {
        var low = _bench.Compiler.Library("public static class Low { static Low() { System.Console.WriteLine(\"low\"); } public static int X; }", "Zz.Low");
        var high = _bench.Compiler.Library(
            "public static class High { static High() { System.Console.WriteLine(\"high\"); } public static int X() => Low.X; }", "Aa.High", libraries: low);
        var program = _bench.Compiler.Program(
            "static class App { static App() { System.Console.WriteLine(\"app\"); } static void Main() { High.X(); } }", libraries: [high, low]);

        Assert.Equal(["low", "high", "app"], _bench.Run(FirmwareImage.Load(program, Bench.Options())));
    }

    [Fact]
    public void One_that_throws_ends_alone_and_is_reported()
    {
        var lines = _bench.Run(
            """
            using System;
            static class A { static A() { Console.WriteLine("a"); throw new InvalidOperationException("broken"); } }
            static class B { static B() { Console.WriteLine("b"); } }
            static class Program { static void Main() { Console.WriteLine("main"); } }
            """);

        Assert.Equal(["a", "b", "main"], lines.Take(3));
        Assert.Contains(lines, l => l.Contains("System.InvalidOperationException in thread static constructor of A: broken", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("Program.cs:line 2", StringComparison.Ordinal));
    }

    [Fact]
    public void They_run_anew_at_every_boot()
    {
        var board = _bench.AddBoard(_bench.Image(
            """
            using System;
            static class Program { static int _n = 1; static Program() { Console.WriteLine("n" + (_n++).ToString()); } static void Main() { } }
            """));
        for (var boot = 0; boot < 2; boot++)
        {
            board.PowerOn();
            _bench.Lab.RunFor(TimeSpan.FromSeconds(5));
            board.PowerOff();
        }

        Assert.Equal(["n1", "n1"], Bench.Lines(board));
    }
}
