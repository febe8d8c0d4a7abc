using VirtualBoard.Boards;
using VirtualBoard.Retargeting;

namespace VirtualBoard.Benchmarking;

/// <summary>The rows as firmware on a board of a simulated lab.</summary>
public sealed class BenchmarkGuest : IDisposable
{
    private readonly FirmwareImage _image;
    private readonly BoardDefinition _definition;

    /// <summary>Retargets the rows, which lie in <c>benchmarks/</c> beside the program.</summary>
    /// <param name="definition">The kind of board.</param>
    /// <exception cref="RetargetException">The rows are missing: the program was not built as a whole.</exception>
    public BenchmarkGuest(BoardDefinition definition)
    {
        _definition = definition;
        _image = FirmwareImage.LoadLibrary(Path.Combine(AppContext.BaseDirectory, "benchmarks", "BenchmarkGuest.dll"));
    }

    /// <summary>A row as .NET runs it: how often in, what came of it out.</summary>
    /// <param name="row">The row.</param>
    public static Func<int, int> Plain(CpuRow row) =>
        typeof(BenchmarkRows.Rows).GetMethod(row.Method)!.CreateDelegate<Func<int, int>>();

    /// <summary>A row as the board runs it; to be called on a board thread only.</summary>
    /// <param name="row">The row.</param>
    public Func<int, int> OnBoard(CpuRow row) =>
        _image.Assembly.GetType("BenchmarkRows.Rows", throwOnError: true)!.GetMethod(row.Method)!.CreateDelegate<Func<int, int>>();

    /// <summary>Boots a board whose main thread does something, and waits for the end of it.</summary>
    /// <param name="body">Runs on the board thread, with the rows' static fields at hand.</param>
    /// <exception cref="Exception">What <paramref name="body"/> threw.</exception>
    public void Run(Action body)
    {
        using var lab = new Lab(new LabOptions());
        var board = lab.AddBoard(_definition, new BoardOptions { Name = "bench" });
        var program = new Program(_image, body);
        board.Load(program);
        board.PowerOn();
        lab.RunUntil(() => program.IsDone, Timeout.InfiniteTimeSpan);
        program.Failure?.Throw();
    }

    /// <summary>Lets the rows go.</summary>
    public void Dispose() => _image.Dispose();

    private sealed class Program(FirmwareImage image, Action body) : IFirmware
    {
        public string Name => image.Name;

        public bool IsDone { get; private set; }

        public System.Runtime.ExceptionServices.ExceptionDispatchInfo? Failure { get; private set; }

        public void Run(Boot boot)
        {
            try
            {
                image.Initialize(boot);
                body();
            }
            catch (Exception e) when (e is not PowerOffException)
            {
                // Firmware's own exceptions end on the board's console; this one is the caller's.
                Failure = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e);
            }

            IsDone = true;
        }
    }
}
