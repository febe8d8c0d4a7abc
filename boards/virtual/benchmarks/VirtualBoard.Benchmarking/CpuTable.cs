namespace VirtualBoard.Benchmarking;

/// <summary>
/// Measures what it costs to run on a virtual board instead of straight on .NET. Both are measured by turns on one thread, round after
/// round, so that what else the computer does meets both alike; the figures are medians.
/// </summary>
public sealed class CpuTable
{
    private const int WarmUpOperations = 4096;

    /// <summary>More calls than the runtime wants to see before it compiles a method for good.</summary>
    private const int WarmUpCalls = 100;

    private static readonly TimeSpan Recompile = TimeSpan.FromMilliseconds(400);

    private readonly BenchmarkGuest _guest;
    private readonly TimeSpan _batch;

    /// <summary>Makes a table that is not measured yet.</summary>
    /// <param name="guest">The rows as firmware.</param>
    /// <param name="batch">How long one measurement of one row takes, about.</param>
    public CpuTable(BenchmarkGuest guest, TimeSpan batch)
    {
        _guest = guest;
        _batch = batch;
    }

    /// <summary>The geometric mean of ratios.</summary>
    /// <param name="results">The table.</param>
    public static double GeometricMean(IReadOnlyCollection<CpuResult> results) =>
        Math.Exp(results.Sum(r => Math.Log(r.Ratio)) / results.Count);

    /// <summary>Measures all rows.</summary>
    /// <param name="rounds">How often.</param>
    /// <param name="progress">Told after each round, with how many are done.</param>
    /// <param name="cancel">Ends it between two measurements.</param>
    /// <exception cref="InvalidOperationException">A row came to another result on the board than on .NET.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<CpuResult> Measure(int rounds, Action<int>? progress, CancellationToken cancel)
    {
        var entries = CpuRow.All.Select(row => new Entry(row, BenchmarkGuest.Plain(row), _guest.OnBoard(row), rounds)).ToList();
        _guest.Run(() =>
        {
            WarmUp(entries, cancel);
            foreach (var entry in entries)
                entry.Operations = Operations(entry.Plain);
            for (var round = 0; round < rounds; round++)
            {
                foreach (var entry in entries)
                {
                    cancel.ThrowIfCancellationRequested();
                    entry.Measure(round);
                }

                progress?.Invoke(round + 1);
            }
        });
        return [.. entries.Select(e => e.Result())];
    }

    private static void WarmUp(List<Entry> entries, CancellationToken cancel)
    {
        foreach (var entry in entries)
            entry.Compare(WarmUpOperations);

        // The first calls are counted, then compiled with instruments, then for good; each step happens a while later, elsewhere.
        for (var step = 0; step < 5; step++)
        {
            foreach (var entry in entries)
            {
                cancel.ThrowIfCancellationRequested();
                var few = entry.Row.Method == "ThrowCatch" ? 16 : WarmUpOperations / 8;
                for (var call = 0; call < WarmUpCalls; call++)
                {
                    entry.Plain(few);
                    entry.OnBoard(few);
                }
            }

            Thread.Sleep(Recompile);
        }
    }

    private int Operations(Func<int, int> method)
    {
        for (var operations = 1 << 10; ; operations *= 2)
        {
            var time = CpuTime.Of(() => method(operations));
            if (time >= _batch / 4)
                return (int)Math.Max(operations, operations * (_batch / time));
        }
    }

    private sealed class Entry(CpuRow row, Func<int, int> plain, Func<int, int> onBoard, int rounds)
    {
        private readonly double[] _plain = new double[rounds];
        private readonly double[] _board = new double[rounds];

        public CpuRow Row { get; } = row;

        public Func<int, int> Plain { get; } = plain;

        public Func<int, int> OnBoard { get; } = onBoard;

        public int Operations { get; set; }

        public void Compare(int operations)
        {
            var (expected, actual) = (Plain(operations), OnBoard(operations));
            if (expected != actual)
                throw new InvalidOperationException($"Row {Row.Name} gives {actual} on the board and {expected} on .NET.");
        }

        public void Measure(int round)
        {
            // By turns the one or the other goes first.
            if (round % 2 == 0)
                _plain[round] = Time(Plain);
            _board[round] = Time(OnBoard);
            if (round % 2 == 1)
                _plain[round] = Time(Plain);
        }

        public CpuResult Result() => new(
            Row.Name,
            Median.Of(_plain) / Operations,
            Median.Of(_board) / Operations,
            Median.Of([.. _board.Zip(_plain, (b, p) => b / p)]));

        private double Time(Func<int, int> method)
        {
            return CpuTime.Of(() => method(Operations)).TotalNanoseconds;
        }
    }
}
