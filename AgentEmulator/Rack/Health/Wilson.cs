namespace AgentEmulator.Rack.Health;

/// <summary>Wilson's score interval of a rate: what a number of failures says about the true rate, also when both are small.</summary>
internal static class Wilson
{
    /// <summary>The rate that the true one is above with the given confidence, one-sided.</summary>
    /// <param name="failures">Failures seen.</param>
    /// <param name="trials">Trials, at least 1.</param>
    /// <param name="confidence">0.5 to below 1.</param>
    public static double LowerBound(int failures, int trials, double confidence)
    {
        var z = NormalQuantile(confidence);
        double n = trials;
        var p = failures / n;
        var centre = p + z * z / (2 * n);
        var spread = z * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return Math.Max(0, (centre - spread) / (1 + z * z / n));
    }

    /// <summary>Quantile of the standard normal distribution for 0.5 to below 1, by bisection of its integral.</summary>
    private static double NormalQuantile(double confidence)
    {
        double low = 0, high = 10;
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            if (Cumulative(middle) < confidence)
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Abramowitz and Stegun 26.2.17, for x of 0 or more; the error is below 1e-7.</summary>
    private static double Cumulative(double x)
    {
        var t = 1 / (1 + 0.2316419 * x);
        var series = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return 1 - Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * series;
    }
}
