using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

public sealed class FirstLightTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_program_prints(bool optimize)
    {
        var lines = _bench.Run(
            """
            using System;
            public static class Program
            {
                private static int _count;
                private static readonly string Greeting = "hello";
                public static void Main()
                {
                    _count++;
                    try { Console.WriteLine(Greeting + " " + _count.ToString()); throw new InvalidOperationException("x"); }
                    catch (Exception e) { Console.WriteLine(e.Message); }
                    finally { Console.WriteLine("finally"); }
                }
            }
            """,
            optimize);

        Assert.Equal(["hello 1", "x", "finally"], lines);
    }
}
