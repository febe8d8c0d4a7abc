namespace VirtualBoard.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void The_generator_gives_the_published_numbers_of_xoshiro256starstar()
    {
        var stream = new RandomStream(1, 2, 3, 4);
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625,
            8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        Assert.Equal(expected, expected.Select(_ => stream.NextUInt64()));
    }

    [Fact]
    public void A_seed_becomes_a_state_with_SplitMix64()
    {
        var stream = new RandomStream(42);
        Assert.Equal(
            [0x15780B2E0C2EC716, 0x6104D9866D113A7E, 0xAE17533239E499A1, 0xECB8AD4703B360A1],
            new[] { stream.NextUInt64(), stream.NextUInt64(), stream.NextUInt64(), stream.NextUInt64() });
    }

    [Fact]
    public void A_named_stream_is_the_same_everywhere_and_for_ever()
    {
        var stream = RandomStream.For(42, "dut-1", "flash");
        Assert.Equal([3736128955000349462, 596772967477433807], new[] { stream.NextUInt64(), stream.NextUInt64() });
        Assert.NotEqual(RandomStream.For(42, "ab", "c").NextUInt64(), RandomStream.For(42, "a", "bc").NextUInt64());
        Assert.NotEqual(RandomStream.For(42, "a", "b").NextUInt64(), RandomStream.For(42, "b", "a").NextUInt64());
        Assert.NotEqual(RandomStream.For(42, "a").NextUInt64(), RandomStream.For(43, "a").NextUInt64());
        Assert.NotEqual(RandomStream.For(42).NextUInt64(), RandomStream.For(42, string.Empty).NextUInt64());
    }

    [Fact]
    public void Small_numbers_are_spread_evenly_and_keep_their_limit()
    {
        var stream = new RandomStream(7);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
            counts[stream.Next(10)]++;
        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
        Assert.Equal(0, stream.Next(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Next(0));
    }

    [Fact]
    public void Fractions_are_below_one_and_average_one_half()
    {
        var stream = new RandomStream(7);
        var values = Enumerable.Range(0, 100_000).Select(_ => stream.NextDouble()).ToArray();
        Assert.All(values, v => Assert.InRange(v, 0, 1 - 1e-16));
        Assert.InRange(values.Average(), 0.495, 0.505);
    }

    [Fact]
    public void Filling_takes_eight_bytes_of_a_draw_and_drops_the_rest_of_the_last()
    {
        var stream = new RandomStream(42);
        var bytes = new byte[11];
        stream.Fill(bytes);
        Assert.Equal("16C72E0C2E0B78157E3A11", Convert.ToHexString(bytes));
        Assert.Equal(0xAE17533239E499A1, stream.NextUInt64());
    }

    [Fact]
    public void Time_spans_keep_their_limits()
    {
        var stream = new RandomStream(7);
        var (min, max) = (TimeSpan.FromMilliseconds(-3), TimeSpan.FromMilliseconds(5));
        for (var i = 0; i < 1_000; i++)
            Assert.InRange(stream.Next(min, max), min, max - TimeSpan.FromTicks(1));
        Assert.Equal(min, stream.Next(min, min));
        Assert.InRange(stream.Next(TimeSpan.MinValue, TimeSpan.MaxValue), TimeSpan.MinValue, TimeSpan.MaxValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Next(max, min));
    }
}
