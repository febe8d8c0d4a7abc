namespace AgentEmulator.Rack.Journal;

/// <summary>A line of a board's serial console.</summary>
/// <param name="Id">Grows from line to line over all boards; for asking what is new.</param>
/// <param name="Board">Name of the board.</param>
/// <param name="Cycle">Cycle in which it was printed.</param>
/// <param name="RackTime">When, as in <see cref="RackEvent.RackTime"/>.</param>
/// <param name="Text">The line without its end.</param>
/// <remarks>
/// Of each board the journal keeps the last <see cref="LinesPerCycle"/> lines of the latest cycle and of the latest
/// <see cref="FailedCyclesPerBoard"/> failed cycles. In a simulated run a cycle's lines are there when it has ended, and only when it
/// failed or was the board's last; in a live run they appear as they come, within a second.
/// </remarks>
internal sealed record RackConsoleLine(long Id, string Board, int Cycle, TimeSpan RackTime, string Text)
{
    public const int LinesPerCycle = 400;
    public const int FailedCyclesPerBoard = 100;
}

/// <summary>A console line on its way into the journal.</summary>
internal readonly record struct NewConsoleLine(string Board, int Cycle, TimeSpan RackTime, string Text);
