using AgentEmulator.Exploration;
using VirtualBoard;
using VirtualBoard.Boards;

namespace AgentEmulator.Benchmarks;

/// <summary>Virtual boards, all of them running, for measurements of speed and memory.</summary>
/// <remarks>
/// Boards of one factory share a lab and its clock; factories that share nothing need none in common. Each has as many boards as one
/// fixture can keep in sight, whose agent has 40 requests at once and 2 more each second.
/// </remarks>
internal sealed class BenchLine : IDisposable
{
    private const int BoardsPerFactory = 40;

    private readonly List<BenchFactory> _factories = [];
    private readonly int _cores;

    /// <summary>Makes the boards, without power.</summary>
    /// <param name="definition">What kind of boards.</param>
    /// <param name="firmware">What runs on them.</param>
    /// <param name="boards">How many.</param>
    /// <param name="cores">How many factories run at the same time, each on a core of its own. With one (default) they run one after the other.</param>
    public BenchLine(BoardDefinition definition, IFirmware firmware, int boards, int cores = 1)
    {
        _cores = cores;
        var factories = (boards + BoardsPerFactory - 1) / BoardsPerFactory;
        for (var i = 0; i < factories; i++)
        {
            var share = (boards + i) / factories;
            _factories.Add(new BenchFactory(definition, firmware, share, (ulong)i, cores > 1 ? i % cores : null));
        }
    }

    /// <summary>Activations that the impClouds have acknowledged.</summary>
    public int Activations => _factories.Sum(f => f.Activations);

    /// <summary>How many cores they are run on at the same time.</summary>
    public int Cores => Math.Min(_cores, _factories.Count);

    /// <inheritdoc cref="BenchFactory.ActivateAll"/>
    public void ActivateAll()
    {
        foreach (var factory in _factories)
            factory.ActivateAll();
    }

    /// <summary>Has each board activated once in every period, by turns, while those that are activated do their work.</summary>
    /// <param name="time">Lab time, a multiple of the period.</param>
    /// <param name="period">Lab time between two activations of a board.</param>
    public void RunFor(TimeSpan time, TimeSpan period) =>
        ParallelRuns.Execute(_factories, _cores, factory => Run(factory, time, period), static (_, _) => { }, CancellationToken.None);

    private static BenchFactory Run(BenchFactory factory, TimeSpan time, TimeSpan period)
    {
        for (var at = TimeSpan.Zero; at < time; at += period)
            factory.RunFor(period);
        return factory;
    }

    public void Dispose()
    {
        foreach (var factory in _factories)
            factory.Dispose();
    }
}
