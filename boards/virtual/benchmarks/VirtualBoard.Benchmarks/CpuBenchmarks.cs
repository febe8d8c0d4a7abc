using BenchmarkDotNet.Attributes;
using VirtualBoard.Benchmarking;
using VirtualBoard.Boards;

namespace VirtualBoard.Benchmarks;

/// <summary>Each row of the CPU table, straight on .NET and on the virtual board.</summary>
public class CpuBenchmarks : IDisposable
{
    /// <summary>So many that handing the work to the board's thread does not count.</summary>
    private const int Operations = 1 << 18;

    private BoardWorker? _worker;
    private Func<int, int> _plain = static n => n;
    private Func<int, int> _onBoard = static n => n;

    /// <summary>Names of the rows.</summary>
    public static IEnumerable<string> Rows => CpuRow.All.Select(r => r.Name);

    /// <summary>The row that is measured.</summary>
    [ParamsSource(nameof(Rows))]
    public string Row { get; set; } = "";

    /// <summary>Boots a board.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var definition = BoardDefinition.Load(Path.Combine(AppContext.BaseDirectory, "boards", "esp32-devkitc-v4", "board.json"));
        _worker = new BoardWorker(definition);
        var row = CpuRow.All.First(r => r.Name == Row);
        _plain = BenchmarkGuest.Plain(row);
        _onBoard = _worker.OnBoard(row);
    }

    /// <summary>Switches it off.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _worker?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The row straight on .NET.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Operations)]
    public int Plain() => _plain(Operations);

    /// <summary>The row on the virtual board.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public int Board() => _worker!.Do(() => _onBoard(Operations));
}
