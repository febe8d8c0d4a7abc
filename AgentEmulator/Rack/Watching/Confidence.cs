using MathNet.Numerics.Distributions;

namespace AgentEmulator.Rack.Watching;

/// <summary>What a count of failures says about the failure rate behind it.</summary>
internal static class Confidence
{
    public const double Level = 0.95;

    /// <summary>
    /// The exact (Clopper-Pearson) one-sided upper bound of the failure rate at 95 %: with a higher rate, so few failures would be seen in less
    /// than 5 % of such runs. Without failures it is 1 - 0.05^(1/n), which the rule of three approximates as 3/n.
    /// </summary>
    /// <param name="failures">Failures seen.</param>
    /// <param name="activations">Out of so many, each independent of the others.</param>
    /// <returns>0 to 1; 1 without any activation.</returns>
    public static double UpperBound(int failures, int activations)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(failures);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(failures, activations);
        if (failures == activations)
            return 1;
        return failures == 0
            ? 1 - Math.Pow(1 - Level, 1.0 / activations)
            : Beta.InvCDF(failures + 1, activations - failures, Level);
    }
}
