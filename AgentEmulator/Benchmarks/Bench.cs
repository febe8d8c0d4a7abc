using System.Globalization;
using System.Runtime;
using AgentEmulator.Boards;
using VirtualBoard;
using VirtualBoard.Benchmarking;
using VirtualBoard.Boards;

namespace AgentEmulator.Benchmarks;

/// <summary>How much is measured.</summary>
/// <param name="CpuRounds">Rounds of the CPU table.</param>
/// <param name="Boards">Numbers of boards that activate at the same time, ascending; the first is 1.</param>
/// <param name="Activations">Activations that each of these numbers is measured with in a round, at least.</param>
/// <param name="ActivationRounds">Rounds over these numbers; the median of each counts.</param>
/// <param name="WarmUps">How often work is done at most before it is measured, so that the runtime has compiled it for good.</param>
/// <param name="Speedup">Lab time for the measurement with 64 boards.</param>
internal sealed record BenchPlan(int CpuRounds, IReadOnlyList<int> Boards, int Activations, int ActivationRounds, int WarmUps, TimeSpan Speedup)
{
    public static BenchPlan Full { get; } = new(41, [1, 10, 100, 1000], 1000, 5, 10, TimeSpan.FromHours(1));

    public static BenchPlan Quick { get; } = new(5, [1, 10], 20, 1, 1, TimeSpan.FromMinutes(10));
}

/// <summary>Measures the virtual board on this computer.</summary>
/// <param name="definition">The kind of board.</param>
/// <param name="firmware">The device firmware, retargeted.</param>
/// <param name="plan">How much is measured.</param>
internal sealed class Bench(BoardDefinition definition, IFirmware firmware, BenchPlan plan)
{
    private const int SpeedupBoards = 64;
    private const int Boots = 1000;

    private static readonly TimeSpan ActivationPeriod = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CpuBatch = TimeSpan.FromMilliseconds(1);

    /// <summary>Share of the time in which the runtime may still compile what counts as warm.</summary>
    private const double MostCompiling = 0.02;

    /// <summary>What is being measured, and how much of it is done, 0 to 1.</summary>
    public Action<string, double>? Progress { get; init; }

    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public BenchReport Run(CancellationToken cancel)
    {
        // The CPU table first: the heap that thousands of boards leave behind would slow its allocations down.
        var cpu = Cpu(cancel);
        var rates = Rates(cancel);
        var (speedup, cores) = Step($"{SpeedupBoards} boards", Speedup, cancel);
        var boot = Step("boots", BootMilliseconds, cancel);
        var switches = Step("context switches", () => SwitchBench.PerSecond(definition), cancel);
        var memory = Step("memory", KilobytesPerBoard, cancel);
        return new BenchReport
        {
            Cpu = [.. cpu.Select(r => new BenchRow(r.Name, Rounded(r.PlainNanoseconds), Rounded(r.BoardNanoseconds), Rounded(r.Ratio)))],
            CpuGeomean = Rounded(CpuTable.GeometricMean(cpu)),
            BootMs = Rounded(boot),
            SwitchesPerS = Math.Round(switches),
            ActivationsPerS = rates,
            KbPerBoard = Math.Round(memory, 1),
            Speedup64 = Math.Round(speedup),
            SpeedupCores = cores,
        };
    }

    private static double Rounded(double value) => Math.Round(value, 3);

    private IReadOnlyList<CpuResult> Cpu(CancellationToken cancel)
    {
        Progress?.Invoke("CPU table", 0);
        using var guest = new BenchmarkGuest(definition);
        return new CpuTable(guest, CpuBatch).Measure(
            plan.CpuRounds, round => Progress?.Invoke("CPU table", (double)round / plan.CpuRounds), cancel);
    }

    /// <summary>Activations per second by number of boards. By turns, so that a computer that is slow for a while is slow for all of them.</summary>
    private Dictionary<string, double> Rates(CancellationToken cancel)
    {
        Step("warming up", () => WarmUp(() => Activate(10, plan.Activations)), cancel);
        var rates = plan.Boards.ToDictionary(boards => boards, _ => new List<double>());
        for (var round = 1; round <= plan.ActivationRounds; round++)
        {
            foreach (var boards in plan.Boards)
                rates[boards].Add(Step($"activations, round {round} of {plan.ActivationRounds}, boards at the same time: {boards}", () => Activate(boards, plan.Activations), cancel));
        }

        return rates.ToDictionary(r => r.Key.ToString(CultureInfo.InvariantCulture), r => Math.Round(Median.Of(r.Value), 1));
    }

    /// <summary>Does work until the runtime compiles hardly any of it any more.</summary>
    private T WarmUp<T>(Func<T> work)
    {
        for (var i = 1; ; i++)
        {
            var compiled = JitInfo.GetCompilationTime();
            T result = default!;
            var time = CpuTime.Of(() => result = work());
            if (i >= plan.WarmUps || JitInfo.GetCompilationTime() - compiled < time * MostCompiling)
                return result;
        }
    }

    private double KilobytesPerBoard()
    {
        var first = Resident(plan.Boards[0]);
        var last = Resident(plan.Boards[^1]);
        return (last - first) / 1024.0 / (plan.Boards[^1] - plan.Boards[0]);
    }

    /// <summary>Activations per second.</summary>
    private double Activate(int boards, int activations)
    {
        using var line = new BenchLine(definition, firmware, boards);
        // The first time each board's threads are made, which a line that runs has long behind it.
        line.ActivateAll();
        var rounds = Math.Max(1, activations / boards);
        var time = CpuTime.Of(() =>
        {
            for (var round = 0; round < rounds; round++)
                line.ActivateAll();
        });
        return boards * rounds / time.TotalSeconds;
    }

    /// <summary>Bytes that the process has resident with so many activated boards running.</summary>
    private long Resident(int boards)
    {
        using var line = new BenchLine(definition, firmware, boards);
        line.ActivateAll();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }

    private double BootMilliseconds()
    {
        using var line = new BenchFactory(definition, firmware, 1, seed: 0);
        var board = line.Boards[0];
        var isUp = false;
        board.Console.LineWritten += _ => isUp = true;
        line.PlaceUnit(board);
        var times = new List<double>();
        for (var boot = 0; boot < Boots; boot++)
        {
            board.PowerOff();
            line.Lab.RunFor(TimeSpan.FromMilliseconds(1));
            isUp = false;
            times.Add(CpuTime.Of(() =>
            {
                board.PowerOn();
                line.Lab.RunUntil(() => isUp, TimeSpan.FromMinutes(1));
            }).TotalMilliseconds);
        }

        return Median.Of(times);
    }

    /// <summary>Lab time over real time, with as many factories at a time as there are cores; and how many those are.</summary>
    private (double Speedup, int Cores) Speedup()
    {
        using var line = new BenchLine(definition, firmware, SpeedupBoards, Environment.ProcessorCount);
        WarmUp(() =>
        {
            line.RunFor(plan.Speedup, ActivationPeriod);
            return line.Activations;
        });
        var before = line.Activations;
        var start = TimeProvider.System.GetTimestamp();
        line.RunFor(plan.Speedup, ActivationPeriod);
        var time = TimeProvider.System.GetElapsedTime(start);
        var expected = SpeedupBoards * (plan.Speedup / ActivationPeriod);
        // The last units of the period may be under way.
        if (line.Activations - before < expected * 0.9)
            throw new InvalidOperationException($"Only {line.Activations - before} of {expected} units were activated.");
        return (plan.Speedup / time, line.Cores);
    }

    private T Step<T>(string name, Func<T> measure, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Progress?.Invoke(name, 0);
        var result = measure();
        Progress?.Invoke(name, 1);
        return result;
    }
}
