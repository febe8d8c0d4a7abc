using AgentEmulator.Rack.Definition;
using AgentEmulator.Rack.Journal;
using AgentEmulator.Rack.State;

namespace AgentEmulator.Rack.Engine;

/// <summary>One board of a simulated rack: its state as of its own last cycle, which may be ahead of the journal.</summary>
internal sealed class BoardChain(BoardSpec spec, int index, BoardState state, IRackBoard board) : IDisposable
{
    public BoardSpec Spec => spec;

    public int Index => index;

    public IRackBoard Board => board;

    public BoardState State { get; private set; } = state;

    public NextMove Next { get; set; }

    /// <summary>Whether a worker is in a cycle of it.</summary>
    public bool IsExecuting { get; set; }

    /// <summary>Whether it has cycles of its own to do, not rechecks.</summary>
    public bool IsActive => Next.Kind == MoveKind.Cycle;

    public void Apply(NewRackEvent e, int? plannedCycles) =>
        State = BoardFold.Apply(State, new RackEvent(0, default, e.RackTime, e.Board, e.Cycle, e.Data), plannedCycles);

    public void Dispose() => board.Dispose();
}
