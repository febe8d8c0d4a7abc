using AgentEmulator.Events;
using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.Engine;

/// <summary>Gathers what happens in one simulated cycle, with rack times: events to be journaled when their turn comes, and the last console lines.</summary>
internal sealed class CycleRecord(string board, int cycle, TimeSpan begun, Action<string, int, TimeSpan, FactoryEvent>? facts) : ICycleListener
{
    private readonly Queue<NewConsoleLine> _lines = new();

    public List<NewRackEvent> Events { get; } = [];

    public IReadOnlyCollection<NewConsoleLine> Lines => _lines;

    public void Add(TimeSpan at, RackEventData data) => Events.Add(new NewRackEvent(begun + at, board, cycle, data));

    public void Step(TimeSpan at, string step, string detail) => Add(at, new StepReached(step, (long)at.TotalMilliseconds, detail));

    public void Printed(TimeSpan at, string line)
    {
        if (_lines.Count == RackConsoleLine.LinesPerCycle)
            _lines.Dequeue();
        _lines.Enqueue(new NewConsoleLine(board, cycle, begun + at, line));
    }

    public void Fact(TimeSpan at, FactoryEvent fact) => facts?.Invoke(board, cycle, begun + at, fact);
}
