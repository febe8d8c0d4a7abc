using System.Text.Json.Serialization;

namespace AgentEmulator.Rack.Journal;

/// <summary>What an event says beyond its envelope. In the journal it is one JSON object with snake_case names; absent means null.</summary>
internal abstract record RackEventData
{
    [JsonIgnore]
    public abstract string Kind { get; }
}

/// <summary>A kind that this version does not know, as a later version wrote it; kept as it is.</summary>
internal sealed record UnknownEvent(string UnknownKind, string Json) : RackEventData
{
    [JsonIgnore]
    public override string Kind => UnknownKind;
}

/// <summary>A run begins.</summary>
internal sealed record RunBegun : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.RunBegun;

    /// <summary>Id of the run, as <c>--resume</c> and <c>report</c> take it.</summary>
    public required string Run { get; init; }

    /// <summary>Name of the rack.</summary>
    public required string Rack { get; init; }

    /// <summary>The rack file as it was read, comments included.</summary>
    public required string RackFile { get; init; }

    /// <summary>Where it was read from.</summary>
    public required string RackPath { get; init; }

    public required bool Simulated { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>The boards of the rack, in its order.</summary>
    public required IReadOnlyList<RunBoard> Boards { get; init; }

    /// <summary>Cycles that each board is to do; null when the plan is a duration.</summary>
    public int? CyclesPerBoard { get; init; }

    /// <summary>Rack time after which no cycle begins any more; null when the plan is a number of cycles.</summary>
    public long? DurationMs { get; init; }

    /// <summary>Board time per real time of virtual boards in a live run; null in a simulated one.</summary>
    public double? Speed { get; init; }
}

/// <summary>A board as the rack file describes it.</summary>
/// <param name="Name">Unique in the rack.</param>
/// <param name="Definition">Name of the board definition.</param>
/// <param name="Virtual">Whether it is a virtual board.</param>
/// <param name="Port">Serial port of a real board; null for a virtual one.</param>
/// <param name="Group">Group of the rack file that it is in; null for none.</param>
/// <param name="Mac">MAC that the rack file demands, "24:0a:c4:01:02:03"; null for any.</param>
internal sealed record RunBoard(string Name, string Definition, bool Virtual, string? Port, string? Group, string? Mac);

/// <summary>The run was stopped before its end (Ctrl+C, a full disk) in an orderly way; it can be resumed.</summary>
internal sealed record RunInterrupted(string Reason) : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.RunInterrupted;
}

/// <summary>Another process goes on with the run, after an interruption or after a process that was killed.</summary>
/// <param name="Version">Version of the program that goes on.</param>
internal sealed record RunResumed(string Version) : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.RunResumed;
}

/// <summary>The run is over.</summary>
/// <param name="Reason">"plan-finished" or "nothing-left-to-run" (every board that had cycles left is in quarantine).</param>
/// <param name="WallMs">Real time that processes worked on the run, in all.</param>
internal sealed record RunEnded(string Reason, long WallMs) : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.RunEnded;
}

/// <summary>A board is missing: it cannot be reached at all, so no cycle can begin.</summary>
/// <param name="Reason">A stable word, for instance "port-missing", "port-busy", "no-answer".</param>
/// <param name="Detail">What was tried and what came of it.</param>
internal sealed record BoardMissing(string Reason, string Detail) : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.BoardMissing;
}

/// <summary>A missing board is back.</summary>
internal sealed record BoardFound(string Detail) : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.BoardFound;
}

/// <summary>Something about a board got worse; it goes on.</summary>
/// <param name="Reason">"activation-slow", "signal-weak", "heap-falling" or "flash-worn": one of <see cref="State.DegradedReason"/>.</param>
/// <param name="Evidence">Figures: what was expected and what was measured.</param>
internal sealed record BoardDegraded(string Reason, string Evidence) : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.BoardDegraded;
}

/// <summary>What had got worse is good again.</summary>
/// <param name="Reason">As in <see cref="BoardDegraded"/>.</param>
internal sealed record BoardRecovered(string Reason) : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.BoardRecovered;
}

/// <summary>A board is set aside; the rest of the rack goes on.</summary>
/// <param name="Reason">One of <see cref="State.QuarantineReason"/>.</param>
/// <param name="Evidence">Why, for the operator, with figures and failing cycles.</param>
/// <param name="RecheckAtMs">Rack time in milliseconds of the next recheck; null for none.</param>
internal sealed record BoardQuarantined(string Reason, string Evidence, long? RecheckAtMs) : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.BoardQuarantined;
}

/// <summary>A board in quarantine was looked at again.</summary>
/// <param name="Passed">Whether it was good.</param>
/// <param name="Detail">What was done and seen.</param>
/// <param name="RecheckAtMs">Rack time in milliseconds of the next recheck; null for none.</param>
internal sealed record BoardRechecked(bool Passed, string Detail, long? RecheckAtMs) : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.BoardRechecked;
}

/// <summary>A board leaves quarantine.</summary>
/// <param name="Reason">Why it is trusted again.</param>
internal sealed record BoardReleased(string Reason) : RackEventData
{
    [JsonIgnore]
    public override string Kind => RackEventKinds.BoardReleased;
}
