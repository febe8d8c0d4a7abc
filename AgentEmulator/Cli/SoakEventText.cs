using AgentEmulator.Rack.Journal;
using Spectre.Console;

namespace AgentEmulator.Cli;

/// <summary>An event as a line for people, in Spectre's markup.</summary>
internal static class SoakEventText
{
    /// <summary>The line; null for events that are too many to be told one by one.</summary>
    public static string? Of(RackEvent e) => e.Data switch
    {
        CycleEnded { Outcome: CycleOutcome.Passed } => $"{Board(e)} cycle {e.Cycle} [green]passed[/]",
        CycleEnded { Outcome: CycleOutcome.Failed } end => $"{Board(e)} cycle {e.Cycle} [red]failed: {Safe(end.Reason)}[/]{Injected(end)}",
        CycleEnded => $"{Board(e)} cycle {e.Cycle} [yellow]abandoned[/]",
        BoardMissing missing => $"{Board(e)} [yellow]missing[/]: {Safe(missing.Detail)}",
        BoardFound found => $"{Board(e)} [green]found[/]: {Safe(found.Detail)}",
        BoardDegraded degraded => $"{Board(e)} [yellow]degraded: {Safe(degraded.Reason)}[/]: {Safe(degraded.Evidence)}",
        BoardRecovered recovered => $"{Board(e)} [green]good again[/]: {Safe(recovered.Reason)}",
        BoardQuarantined quarantined => $"{Board(e)} [red bold]quarantined: {Safe(quarantined.Reason)}[/]: {Safe(quarantined.Evidence)}",
        BoardRechecked { Passed: false } recheck => $"{Board(e)} [yellow]stays in quarantine[/]: {Safe(recheck.Detail)}",
        BoardRechecked recheck => $"{Board(e)} recheck [green]passed[/]: {Safe(recheck.Detail)}",
        BoardReleased released => $"{Board(e)} [green bold]released[/]: {Safe(released.Reason)}",
        _ => null,
    };

    private static string Board(RackEvent e) => $"[bold]{Safe(e.Board)}[/]";

    private static string Injected(CycleEnded end) => end.Faults.Count == 0 ? "" : $" [grey](injected: {Safe(string.Join(", ", end.Faults))})[/]";

    private static string Safe(string? text) => Markup.Escape(text ?? "");
}
