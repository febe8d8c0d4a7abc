using System.Collections.Concurrent;
using VirtualBoard.Benchmarking;
using VirtualBoard.Boards;

namespace VirtualBoard.Benchmarks;

/// <summary>A booted board whose main thread does what it is told.</summary>
internal sealed class BoardWorker : IDisposable
{
    private readonly BenchmarkGuest _guest;
    private readonly BlockingCollection<Func<int>> _work = [];
    private readonly BlockingCollection<int> _results = [];
    private readonly Thread _driver;

    public BoardWorker(BoardDefinition definition)
    {
        _guest = new BenchmarkGuest(definition);
        _driver = new Thread(() => _guest.Run(DoAll)) { IsBackground = true, Name = "lab" };
        _driver.Start();
    }

    /// <summary>A row; to be called within <see cref="Do"/>.</summary>
    public Func<int, int> OnBoard(CpuRow row) => _guest.OnBoard(row);

    /// <summary>Does something on the board's thread and waits for it.</summary>
    public int Do(Func<int> work)
    {
        _work.Add(work);
        return _results.Take();
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _driver.Join();
        _guest.Dispose();
        _work.Dispose();
        _results.Dispose();
    }

    private void DoAll()
    {
        foreach (var work in _work.GetConsumingEnumerable())
            _results.Add(work());
    }
}
