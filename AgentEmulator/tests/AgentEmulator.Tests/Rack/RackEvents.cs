using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Tests.Rack;

/// <summary>Events as tests need them.</summary>
internal static class RackEvents
{
    public static NewRackEvent Begun(params string[] boards) => new(TimeSpan.Zero, null, null, new RunBegun
    {
        Run = "run",
        Rack = "rack",
        RackFile = "{} // nothing",
        RackPath = "/rack.json",
        Simulated = true,
        Seed = 7,
        Version = "1.0.0",
        Boards = [.. boards.Select(name => new RunBoard(name, "esp32-devkitc-v4", Virtual: true, Port: null, Group: null, Mac: null))],
        CyclesPerBoard = 3,
    });

    public static NewRackEvent CycleBegun(string board, int cycle) =>
        Of(board, cycle, new CycleBegun { Seed = 1, Faults = [], Recheck = false });

    public static NewRackEvent Passed(string board, int cycle) => Ended(board, cycle, CycleOutcome.Passed, null);

    public static NewRackEvent Failed(string board, int cycle, string reason) => Ended(board, cycle, CycleOutcome.Failed, reason);

    public static NewRackEvent Abandoned(string board, int cycle) => Ended(board, cycle, CycleOutcome.Abandoned, null);

    public static NewRackEvent Of(string board, int? cycle, RackEventData data) => new(TimeSpan.FromSeconds(cycle ?? 0), board, cycle, data);

    private static NewRackEvent Ended(string board, int cycle, string outcome, string? reason) => Of(board, cycle, new CycleEnded
    {
        Outcome = outcome,
        Reason = reason,
        Seed = 1,
        Faults = [],
        Recheck = false,
        BoardMs = 20_000,
        ActivationMs = outcome == CycleOutcome.Passed ? 15_000 : null,
    });
}
