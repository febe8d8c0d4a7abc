namespace VirtualBoard.Benchmarking;

/// <summary>Medians: one disturbed round does not move them.</summary>
public static class Median
{
    /// <summary>The middle one of some values, or the mean of the two in the middle.</summary>
    /// <param name="values">At least one.</param>
    public static double Of(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
