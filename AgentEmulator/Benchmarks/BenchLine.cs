using VirtualBoard;
using VirtualBoard.Boards;

namespace AgentEmulator.Benchmarks;

/// <summary>Virtual boards, all of them running, for measurements of speed and memory.</summary>
/// <remarks>
/// Boards of one factory share a lab and its clock; factories that share nothing need none in common and are driven by turns. Each has
/// as many boards as one fixture can keep in sight, whose agent has 40 requests at once and 2 more each second.
/// </remarks>
internal sealed class BenchLine : IDisposable
{
    private const int BoardsPerFactory = 40;

    private readonly List<BenchFactory> _factories = [];

    public BenchLine(BoardDefinition definition, IFirmware firmware, int boards)
    {
        for (var left = boards; left > 0; left -= BoardsPerFactory)
            _factories.Add(new BenchFactory(definition, firmware, Math.Min(left, BoardsPerFactory), (ulong)_factories.Count));
    }

    /// <summary>Activations that the impClouds have acknowledged.</summary>
    public int Activations => _factories.Sum(f => f.Activations);

    /// <inheritdoc cref="BenchFactory.ActivateAll"/>
    public void ActivateAll()
    {
        foreach (var factory in _factories)
            factory.ActivateAll();
    }

    /// <summary>Has each board activated once in every period, by turns, while those that are activated do their work.</summary>
    /// <param name="time">Lab time, a multiple of the period.</param>
    /// <param name="period">Lab time between two activations of a board.</param>
    public void RunFor(TimeSpan time, TimeSpan period)
    {
        for (var at = TimeSpan.Zero; at < time; at += period)
        {
            foreach (var factory in _factories)
                factory.RunFor(period);
        }
    }

    public void Dispose()
    {
        foreach (var factory in _factories)
            factory.Dispose();
    }
}
