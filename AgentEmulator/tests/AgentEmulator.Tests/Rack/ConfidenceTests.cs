using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.Views;
using AgentEmulator.Rack.Watching;
using CsCheck;

namespace AgentEmulator.Tests.Rack;

public sealed class ConfidenceTests
{
    [Theory]
    [InlineData(0, 12_400, 0.000241558)]
    [InlineData(0, 1, 0.95)]
    [InlineData(0, 59, 0.0495072)]
    [InlineData(1, 100, 0.0465568)]
    [InlineData(30, 100, 0.384221)]
    [InlineData(5, 5, 1)]
    public void The_bound_is_that_of_the_tables(int failures, int activations, double bound) =>
        Assert.Equal(bound, Confidence.UpperBound(failures, activations), bound * 1e-4);

    /// <summary>What the bound means: at that rate, so few failures have a chance of 5 %.</summary>
    [Fact]
    public void At_the_bound_so_few_failures_have_a_chance_of_five_percent() =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[0, 400]).Where((n, k) => k < n).Sample((n, k) =>
        {
            var rate = Confidence.UpperBound(k, n);
            double term = Math.Pow(1 - rate, n), chance = term;
            for (var i = 0; i < k; i++)
                chance += term *= (n - i) * rate / ((i + 1) * (1 - rate));
            // Where the first term vanishes in a double, the sum says nothing.
            return Math.Pow(1 - rate, n) < 1e-250 || Math.Abs(chance - 0.05) < 1e-6;
        }, iter: 500);

    [Theory]
    [InlineData(0, 12_400, "0 failures in 12,400 activations: failure rate below 0.024 % at 95 %")]
    [InlineData(1, 100, "1 failure in 100 activations: failure rate below 4.66 % at 95 %")]
    [InlineData(0, 0, "No activation has ended yet, so nothing can be said about the failure rate.")]
    public void The_line_says_it_in_words(int failures, int activations, string line) =>
        Assert.Equal(line, RunModels.ConfidenceLine(failures, activations));

    [Fact]
    public void Flash_lasts_as_the_wear_between_first_and_last_cycle_says()
    {
        var life = FlashLife.Of(new FlashFigures(900, 410, 1_000, 4, 100_000, 410, []), cycles: 101, firstErases: 800);
        Assert.Equal((2.0, 49_500.0), (life!.ErasesPerCycle, life.CyclesLeft!.Value));
        Assert.Null(FlashLife.Of(new FlashFigures(900, 410, 800, 0, 100_000, 410, []), cycles: 5, firstErases: 800)!.CyclesLeft);
        Assert.Equal(0, FlashLife.Of(new FlashFigures(900, 410, 100_001, 1, 100_000, 410, []), cycles: 2, firstErases: 100_000)!.CyclesLeft);
        Assert.Null(FlashLife.Of(null, cycles: 5, firstErases: 0));
    }
}
