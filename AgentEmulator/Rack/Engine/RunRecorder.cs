using AgentEmulator.Events;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Rack.Engine;

/// <summary>The one way into a run's journal: an event is durable first, then in the state, then told. Thread-safe.</summary>
internal sealed class RunRecorder(JournalWriter journal, RunState state, IReadOnlyList<IRackObserver> observers, ConsoleKeeper keeper)
{
    private readonly Lock _gate = new();
    private readonly List<NewConsoleLine> _lines = [];
    private volatile RunState _state = state;

    /// <summary>What the journaled events say.</summary>
    public RunState State => _state;

    /// <summary>Journals events, all or none, with the console lines printed since the last time.</summary>
    /// <exception cref="JournalException">They could not be written: nothing counts.</exception>
    public void Record(params IReadOnlyList<NewRackEvent> events)
    {
        lock (_gate)
        {
            var written = journal.Append(events, _lines, keeper.Forget(events));
            _lines.Clear();
            foreach (var e in written)
            {
                _state = _state.Apply(e);
                foreach (var observer in observers)
                    observer.OnEvent(e, _state);
            }
        }
    }

    /// <summary>Takes a console line; it is journaled with the next events or <see cref="FlushLines"/>.</summary>
    public void Keep(NewConsoleLine line)
    {
        lock (_gate)
        {
            _lines.Add(line);
            foreach (var observer in observers)
                observer.OnConsole(line);
        }
    }

    /// <summary>Journals the console lines that wait.</summary>
    public void FlushLines()
    {
        lock (_gate)
        {
            if (_lines.Count == 0)
                return;
            journal.Append([], _lines, []);
            _lines.Clear();
        }
    }

    public void Tell(string board, int cycle, TimeSpan rackTime, FactoryEvent fact)
    {
        lock (_gate)
        {
            foreach (var observer in observers)
                observer.OnFact(board, cycle, rackTime, fact);
        }
    }
}
