namespace AgentEmulator.Rack.Journal;

/// <summary>One event of a soak run, as the journal keeps it.</summary>
/// <param name="Sequence">Position in the run: 1, 2, 3 and so on without gaps.</param>
/// <param name="At">Wall clock, UTC, when the event was journaled.</param>
/// <param name="RackTime">
/// Time of the rack since the run began: in a simulated run lab time, in a live one the real time during which a process worked on the run.
/// It never falls for one board, but events of different boards may be out of order by as much as a cycle takes, and where a
/// simulated run was resumed it goes back to where the cycles in flight began.
/// </param>
/// <param name="Board">Name of the board; null for events of the whole run.</param>
/// <param name="Cycle">Number of the board's cycle, from 1; null for events outside of cycles.</param>
/// <param name="Data">What happened.</param>
internal sealed record RackEvent(long Sequence, DateTimeOffset At, TimeSpan RackTime, string? Board, int? Cycle, RackEventData Data)
{
    /// <summary>One of <see cref="RackEventKinds"/>.</summary>
    public string Kind => Data.Kind;
}

/// <summary>An event that is about to be journaled: what the journal numbers and stamps.</summary>
internal readonly record struct NewRackEvent(TimeSpan RackTime, string? Board, int? Cycle, RackEventData Data);
