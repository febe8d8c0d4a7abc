using System.Globalization;
using AgentEmulator.Events;
using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.Engine;

/// <summary>The heartbeats of one cycle, and what they say together.</summary>
internal sealed class HeartbeatLog
{
    /// <summary>The first heartbeat comes while the connection's buffers are still being given back.</summary>
    private const int Settling = 1;

    private readonly List<(double Hours, long FreeHeap)> _heap = [];
    private int? _rssi;

    public int Count { get; private set; }

    public void Add(TimeSpan at, FactoryEvent fact)
    {
        if (fact.Name != FactoryEventNames.Heartbeat)
            return;
        Count++;
        if (long.TryParse(fact["free_heap"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var free))
            _heap.Add((at.TotalHours, free));
        if (int.TryParse(fact["rssi"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var rssi) && rssi != 0)
            _rssi = rssi;
    }

    public HeartbeatFigures? Figures() => Count == 0
        ? null
        : new HeartbeatFigures(Count, _heap.Count == 0 ? null : _heap[0].FreeHeap, _heap.Count == 0 ? null : _heap[^1].FreeHeap, Slope(), _rssi);

    /// <summary>Least squares, without the heartbeats in which the board still settles.</summary>
    private double? Slope()
    {
        var points = _heap.Skip(Settling).ToList();
        if (points.Count < 2)
            return null;
        var meanX = points.Average(p => p.Hours);
        var meanY = points.Average(p => (double)p.FreeHeap);
        var across = points.Sum(p => (p.Hours - meanX) * (p.Hours - meanX));
        return across == 0 ? null : Math.Round(points.Sum(p => (p.Hours - meanX) * (p.FreeHeap - meanY)) / across, 1);
    }
}
