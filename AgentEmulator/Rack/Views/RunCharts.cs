using AgentEmulator.Rack.Watching;

namespace AgentEmulator.Rack.Views;

/// <summary>The charts of a run or of one of its boards.</summary>
internal static class RunCharts
{
    private const int MostColumns = 48;
    private const int MostPoints = 48;
    private const int MostLines = 64;
    private const int BoardPoints = 32;

    /// <summary>Cycles per hour, passed below and failed above.</summary>
    public static Chart Rate(IReadOnlyList<CyclePoint> cycles, TimeSpan until)
    {
        const string Title = "Activations per hour";
        if (cycles.Count == 0)
            return Empty(Title);
        var bucket = ChartFrame.Bucket(until, MostColumns);
        var counts = new (int Passed, int Failed)[(int)(until / bucket) + 1];
        foreach (var cycle in cycles)
        {
            ref var count = ref counts[Math.Clamp((int)(cycle.EndedAt / bucket), 0, counts.Length - 1)];
            count = cycle.Passed ? (count.Passed + 1, count.Failed) : (count.Passed, count.Failed + 1);
        }

        // The last bar stands for what of its span has passed; a sliver of it would say nothing.
        var last = Math.Max((until - ((counts.Length - 1) * bucket)).TotalHours, bucket.TotalHours / 4);
        double Hours(int i) => i == counts.Length - 1 ? last : bucket.TotalHours;
        var high = Enumerable.Range(0, counts.Length).Max(i => (counts[i].Passed + counts[i].Failed) / Hours(i));
        var frame = new ChartFrame(until, 0, high);
        var columns = new List<ChartColumn>();
        for (var i = 0; i < counts.Length; i++)
        {
            var (passed, failed) = counts[i];
            var left = frame.X(i * bucket);
            var width = Math.Max(0.6, frame.X((i + 1) * bucket) - left - 1);
            var name = $"{Words.Span(i * bucket)} to {Words.Span((i + 1) * bucket)}: {Words.Count(passed)} passed, {Words.Count(failed)} failed";
            var (low, top) = (frame.Y(passed / Hours(i)), frame.Y((passed + failed) / Hours(i)));
            if (passed > 0)
                columns.Add(new ChartColumn("pass", left, low, width, Chart.Bottom - low, name));
            if (failed > 0)
                columns.Add(new ChartColumn("fail", left, top, width, low - top, name));
        }

        var all = cycles.Count / Math.Max(until.TotalHours, last);
        return new Chart(
            Title, $"{Words.Count((long)Math.Round(all))} an hour on average", frame.XTicks, frame.YTicks, [], columns,
            [new ChartKey("pass", "passed"), new ChartKey("fail", "failed")]);
    }

    /// <summary>Median, 95th and 99th percentile of the activation time.</summary>
    public static Chart Times(IReadOnlyList<CyclePoint> cycles, TimeSpan until)
    {
        const string Title = "Activation time, seconds";
        var bucket = ChartFrame.Bucket(until, MostPoints);
        var groups = cycles.Where(c => c.ActivationMs is not null)
            .GroupBy(c => (long)(c.EndedAt / bucket), c => c.ActivationMs!.Value / 1000.0)
            .OrderBy(g => g.Key)
            .Select(g => (At: (g.Key + 0.5) * bucket, Values: g.Order().ToArray()))
            .ToList();
        if (groups.Count == 0)
            return Empty(Title);
        var high = groups.Max(g => Percentile(g.Values, 0.99));
        var frame = new ChartFrame(until, 0, high);
        ChartLine Line(string style, string name, double share) =>
            frame.Line(style, name, [.. groups.Select(g => (g.At, Percentile(g.Values, share)))]);
        var all = groups.SelectMany(g => g.Values).Order().ToArray();
        return new Chart(
            Title, $"median {Percentile(all, 0.5):0.0} s, 95 % within {Percentile(all, 0.95):0.0} s, 99 % within {Percentile(all, 0.99):0.0} s",
            frame.XTicks, frame.YTicks,
            [Line("p99", "99th percentile", 0.99), Line("p95", "95th percentile", 0.95), Line("p50", "median", 0.5)], [],
            [new ChartKey("p50", "median"), new ChartKey("p95", "95 %"), new ChartKey("p99", "99 %")]);
    }

    /// <summary>Free heap at the last heartbeat of each cycle, a line per board.</summary>
    public static Chart Heap(IReadOnlyList<CyclePoint> cycles, TimeSpan until, IReadOnlyList<string> boards) =>
        PerBoard("Free heap, KB", cycles, until, boards, c => c.FreeHeap / 1024.0, fromZero: false, lowIsBad: true);

    /// <summary>Erases of the hottest flash sector, a line per board.</summary>
    public static Chart Wear(IReadOnlyList<CyclePoint> cycles, TimeSpan until, IReadOnlyList<string> boards) =>
        PerBoard("Erases of the hottest flash sector", cycles, until, boards, c => c.WorstErases, fromZero: true, lowIsBad: false);

    /// <summary>The value below or at which a share of the values lies, by nearest rank.</summary>
    /// <param name="sorted">Ascending, not empty.</param>
    /// <param name="share">0 to 1.</param>
    public static double Percentile(double[] sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    private static Chart PerBoard(
        string title, IReadOnlyList<CyclePoint> cycles, TimeSpan until, IReadOnlyList<string> boards, Func<CyclePoint, double?> value,
        bool fromZero, bool lowIsBad)
    {
        var bucket = ChartFrame.Bucket(until, BoardPoints);
        // Of each board the last value in each bucket.
        var series = cycles.Select(c => (c.Board, c.EndedAt, Value: value(c))).Where(c => c.Value is not null && c.Board < boards.Count)
            .GroupBy(c => c.Board)
            .Select(g => (
                Board: g.Key,
                Points: g.GroupBy(c => (long)(c.EndedAt / bucket)).OrderBy(b => b.Key).Select(b => b.MaxBy(c => c.EndedAt))
                    .Select(c => (c.EndedAt, c.Value!.Value)).ToList()))
            .OrderBy(s => lowIsBad ? s.Points[^1].Value : -s.Points[^1].Value).ThenBy(s => s.Board)
            .Take(MostLines).ToList();
        if (series.Count == 0)
            return Empty(title);
        var values = series.SelectMany(s => s.Points.Select(p => p.Value)).ToList();
        var frame = new ChartFrame(until, fromZero ? 0 : values.Min(), values.Max());
        var worst = series[0];
        // The worst is drawn last, so that it lies on top.
        var lines = series.Skip(1).Reverse().Select(s => frame.Line("board", boards[s.Board], s.Points))
            .Append(frame.Line(series.Count == 1 ? "only" : "worst", boards[worst.Board], worst.Points)).ToList();
        var end = worst.Points[^1].Value.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
        return new Chart(
            title, $"{(lowIsBad ? "least" : "most")}: {end} on {boards[worst.Board]}", frame.XTicks, frame.YTicks, lines, [],
            series.Count == 1 ? [] : [new ChartKey("worst", boards[worst.Board]), new ChartKey("board", $"{series.Count - 1} more")]);
    }

    private static Chart Empty(string title) => new(title, "nothing measured yet", [], [], [], [], []);
}
