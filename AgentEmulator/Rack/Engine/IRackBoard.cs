using AgentEmulator.Events;
using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.Engine;

/// <summary>A board of the rack as the engine drives it, virtual or real. One call at a time; calls block.</summary>
internal interface IRackBoard : IDisposable
{
    /// <summary>Looks whether the board is there and the one that the rack file means, before a cycle.</summary>
    /// <returns>Null when it is; else what is wrong.</returns>
    BoardProblem? Look(CancellationToken cancel);

    /// <summary>Runs one cycle to its end. Every wait in it is bounded and ends with a reason.</summary>
    /// <param name="order">What to do.</param>
    /// <param name="listener">Told of everything on the way, on the calling thread or on others, one call at a time.</param>
    /// <param name="cancel">Abandons the cycle.</param>
    /// <exception cref="OperationCanceledException">It was abandoned.</exception>
    CycleEnded RunCycle(CycleOrder order, ICycleListener listener, CancellationToken cancel);
}

/// <summary>What a cycle is to do.</summary>
/// <param name="Cycle">Its number.</param>
/// <param name="Seed">Seed of all that is drawn in it.</param>
/// <param name="Faults">Faults to inject.</param>
/// <param name="Recheck">Whether it rechecks a board in quarantine.</param>
internal sealed record CycleOrder(int Cycle, ulong Seed, IReadOnlyList<string> Faults, bool Recheck);

/// <summary>Why a board cannot be used.</summary>
/// <param name="Kind">Missing: it is tried again. Wrong: it is set aside at once.</param>
/// <param name="Reason">A stable word.</param>
/// <param name="Detail">What was seen, and the remedy.</param>
internal sealed record BoardProblem(BoardProblemKind Kind, string Reason, string Detail);

internal enum BoardProblemKind
{
    Missing,
    Wrong,
}

/// <summary>Hears what happens in a cycle. Times are board time since the cycle began.</summary>
internal interface ICycleListener
{
    void Step(TimeSpan at, string step, string detail);

    void Printed(TimeSpan at, string line);

    void Fact(TimeSpan at, FactoryEvent fact);
}
