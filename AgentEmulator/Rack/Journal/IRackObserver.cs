using AgentEmulator.Events;

namespace AgentEmulator.Rack.Journal;

/// <summary>Hears of a run in the process that works on it. Every member may be called from any thread, one call at a time.</summary>
/// <remarks>An observer returns soon and does not throw; it hands work on to a queue of its own.</remarks>
internal interface IRackObserver
{
    /// <summary>An event, after it was journaled durably and after <paramref name="state"/> has taken it in.</summary>
    void OnEvent(RackEvent rackEvent, State.RunState state);

    /// <summary>A console line as it is printed. Not in order with events, and not yet in the journal.</summary>
    void OnConsole(NewConsoleLine line)
    {
    }

    /// <summary>A fact that the factory's services acknowledged for a board in a cycle. Facts are not journaled.</summary>
    void OnFact(string board, int cycle, TimeSpan rackTime, FactoryEvent fact)
    {
    }
}
