using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.Engine;

/// <summary>Brings the events of boards that are simulated at different speeds into one order: rack time, then board, then as they came.</summary>
internal sealed class EventMerger
{
    private readonly PriorityQueue<NewRackEvent, (TimeSpan Time, int Board, long Number)> _waiting = new();
    private long _number;

    public void Add(int board, NewRackEvent e) => _waiting.Enqueue(e, (e.RackTime, board, _number++));

    /// <summary>The events before a rack time; no event before it may be added any more.</summary>
    public List<NewRackEvent> TakeBefore(TimeSpan time)
    {
        var taken = new List<NewRackEvent>();
        while (_waiting.TryPeek(out _, out var place) && place.Time < time)
            taken.Add(_waiting.Dequeue());
        return taken;
    }
}
