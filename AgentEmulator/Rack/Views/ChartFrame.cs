using System.Globalization;
using System.Text;

namespace AgentEmulator.Rack.Views;

/// <summary>The axes of a chart: rack time from 0 to the right, values from the bottom up, with round ticks.</summary>
internal sealed class ChartFrame
{
    private const int MostXTicks = 6;
    private const int MostYTicks = 5;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2),
        TimeSpan.FromHours(4), TimeSpan.FromHours(12), TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(7), TimeSpan.FromDays(30),
        TimeSpan.FromDays(90), TimeSpan.FromDays(365),
    ];

    private readonly double _seconds;
    private readonly double _low;
    private readonly double _high;

    /// <param name="until">Rack time at the right edge.</param>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Largest value.</param>
    public ChartFrame(TimeSpan until, double low, double high)
    {
        _seconds = Math.Max(1, until.TotalSeconds);
        var step = RoundStep((high - low) / (MostYTicks - 1), high);
        _low = Math.Floor(low / step) * step;
        _high = Math.Max(_low + step, Math.Ceiling(high / step) * step);
        var ticks = (int)Math.Round((_high - _low) / step);
        YTicks = [.. Enumerable.Range(0, ticks + 1).Select(i => _low + (i * step)).Select(v => new ChartTick(Y(v), Short(v, step)))];
        XTicks = TimeTicks();
    }

    public IReadOnlyList<ChartTick> XTicks { get; }

    public IReadOnlyList<ChartTick> YTicks { get; }

    public double X(TimeSpan at) => Chart.Left + (Math.Clamp(at.TotalSeconds / _seconds, 0, 1) * (Chart.Right - Chart.Left));

    public double Y(double value) => Chart.Bottom - (Math.Clamp((value - _low) / (_high - _low), 0, 1) * (Chart.Bottom - Chart.Top));

    /// <summary>A curve through points in the order of time.</summary>
    public ChartLine Line(string style, string name, IReadOnlyList<(TimeSpan At, double Value)> points)
    {
        var text = new StringBuilder();
        double x = 0, y = 0;
        foreach (var (at, value) in points)
        {
            (x, y) = (X(at), Y(value));
            text.Append(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#} ");
        }

        return new ChartLine(style, text.ToString().TrimEnd(), name, points.Count == 1, x, y);
    }

    /// <summary>The span of time that a bar or a point of a curve stands for, so that there are at most <paramref name="most"/> of them.</summary>
    public static TimeSpan Bucket(TimeSpan until, int most) =>
        Steps.FirstOrDefault(s => until.TotalSeconds / s.TotalSeconds <= most, TimeSpan.FromSeconds(until.TotalSeconds / most));

    /// <summary>A value with the digits that tell it from its neighbours <paramref name="step"/> away.</summary>
    private static string Short(double value, double step)
    {
        var digits = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 0.001), 0, 6);
        return step >= 1000
            ? (value / 1000).ToString("0.#", CultureInfo.InvariantCulture) + "k"
            : value.ToString("0." + new string('0', digits), CultureInfo.InvariantCulture);
    }

    private List<ChartTick> TimeTicks()
    {
        var step = Bucket(TimeSpan.FromSeconds(_seconds), MostXTicks);
        var ticks = new List<ChartTick>();
        for (var at = TimeSpan.Zero; at.TotalSeconds <= _seconds; at += step)
            ticks.Add(new ChartTick(X(at), Label(at, step)));
        return ticks;
    }

    private static string Label(TimeSpan at, TimeSpan step)
    {
        if (at == TimeSpan.Zero)
            return "0";
        var (value, unit) = step switch
        {
            { TotalDays: >= 1 } => (at.TotalDays, "d"),
            { TotalHours: >= 1 } => (at.TotalHours, "h"),
            { TotalMinutes: >= 1 } => (at.TotalMinutes, "min"),
            _ => (at.TotalSeconds, "s"),
        };
        return value.ToString("0.#", CultureInfo.InvariantCulture) + " " + unit;
    }

    /// <summary>1, 2 or 5 times a power of ten, at least <paramref name="wanted"/>.</summary>
    private static double RoundStep(double wanted, double high)
    {
        if (!(wanted > 0))
            wanted = high > 0 ? high / (MostYTicks - 1) : 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        var factor = wanted / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }
}
