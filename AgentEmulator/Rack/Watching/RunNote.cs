namespace AgentEmulator.Rack.Watching;

/// <summary>Something about a board or the run that an operator wants to read once, in order.</summary>
/// <param name="At">Wall clock, UTC.</param>
/// <param name="RackTime">Rack time.</param>
/// <param name="Board">Name of the board; null for the whole run.</param>
/// <param name="Kind">One of <see cref="Journal.RackEventKinds"/>.</param>
/// <param name="Reason">A stable word; empty where there is none.</param>
/// <param name="Text">What happened, with figures.</param>
internal sealed record RunNote(DateTimeOffset At, TimeSpan RackTime, string? Board, string Kind, string Reason, string Text);
