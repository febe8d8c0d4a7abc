namespace AgentEmulator.Rack.Journal;

/// <summary>The kinds of events in a run's journal, with what each says in <see cref="RackEventData"/>.</summary>
/// <remarks>
/// Order within a run: <c>run-begun</c> first. For each board cycles one after the other: <c>cycle-begun</c>, <c>step-reached</c> any
/// number of times, <c>cycle-ended</c>. A cycle that a killed process left without an end is ended as abandoned right after
/// <c>run-resumed</c>, counts for nothing, and its number is begun again. <c>run-ended</c> is last.
/// </remarks>
internal static class RackEventKinds
{
    public const string RunBegun = "run-begun";                     // RunBegun: rack file, boards, plan, seed, version
    public const string RunInterrupted = "run-interrupted";         // RunInterrupted: why; the run can be resumed
    public const string RunResumed = "run-resumed";                 // RunResumed: version
    public const string RunEnded = "run-ended";                     // RunEnded: why the run is over
    public const string CycleBegun = "cycle-begun";                 // CycleBegun: seed, faults, whether it is a recheck
    public const string StepReached = "step-reached";               // StepReached: step, board time, detail
    public const string CycleEnded = "cycle-ended";                 // CycleEnded: outcome, reason, replay, measurements
    public const string BoardMissing = "board-missing";             // BoardMissing: reason, what was seen
    public const string BoardFound = "board-found";                 // BoardFound: a missing board is back
    public const string BoardDegraded = "board-degraded";           // BoardDegraded: what got worse, with figures; the board goes on
    public const string BoardRecovered = "board-recovered";         // BoardRecovered: what had got worse is good again
    public const string BoardQuarantined = "board-quarantined";     // BoardQuarantined: reason, evidence, when it is rechecked
    public const string BoardRechecked = "board-rechecked";         // BoardRechecked: result of one recheck
    public const string BoardReleased = "board-released";           // BoardReleased: out of quarantine
}
