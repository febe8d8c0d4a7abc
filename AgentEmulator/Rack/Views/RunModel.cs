namespace AgentEmulator.Rack.Views;

/// <summary>A run in words and charts, as pages and reports show it.</summary>
public sealed record RunModel
{
    /// <summary>Id of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Name of the rack.</summary>
    public required string Rack { get; init; }

    /// <summary>"running", "interrupted" or "ended".</summary>
    public required string Status { get; init; }

    /// <summary>Why, and what to do; empty when nothing needs saying.</summary>
    public required string StatusNote { get; init; }

    /// <summary>Facts below the title, by name.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>The large figures.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>What the counts say about the failure rate behind them.</summary>
    public required IReadOnlyList<string> Confidence { get; init; }

    /// <summary>When flash will be worn out; null where wear is not counted.</summary>
    public required string? FlashLife { get; init; }

    public required IReadOnlyList<BoardModel> Boards { get; init; }

    public required IReadOnlyList<Chart> Charts { get; init; }

    /// <summary>Failed cycles by reason, the most frequent first.</summary>
    public required IReadOnlyList<Bar> Reasons { get; init; }

    /// <summary>The latest failures, the last first.</summary>
    public required IReadOnlyList<FailureModel> Failures { get; init; }

    /// <summary>Number of all failures, of which <see cref="Failures"/> may be a part.</summary>
    public required int FailureCount { get; init; }

    /// <summary>What happened besides cycles, the last first.</summary>
    public required IReadOnlyList<NoteModel> Notes { get; init; }

    /// <summary>Number of all notes, of which <see cref="Notes"/> may be a part.</summary>
    public required int NoteCount { get; init; }
}

/// <summary>A fact by its name.</summary>
public sealed record Fact(string Name, string Value);

/// <summary>A large figure: its value, what it counts, and a class for its colour.</summary>
public sealed record Figure(string Value, string Name, string Style);

/// <summary>One board in words.</summary>
public sealed record BoardModel
{
    public required string Name { get; init; }

    /// <summary>"waiting", "running", "missing", "quarantined" or "finished".</summary>
    public required string State { get; init; }

    /// <summary>What it is about: the step of its cycle, when it is rechecked; empty for nothing.</summary>
    public required string Doing { get; init; }

    /// <summary>"12", or "12 / 100" when the plan is a number of cycles.</summary>
    public required string Cycle { get; init; }

    public required int Passed { get; init; }

    public required int Failed { get; init; }

    /// <summary>Share of its cycles that failed, in words.</summary>
    public required string FailureRate { get; init; }

    /// <summary>Share of its cycles that passed, 0 to 1.</summary>
    public required double PassedShare { get; init; }

    /// <summary>Median and 95th percentile of its activation times.</summary>
    public required string ActivationTimes { get; init; }

    /// <summary>Free heap and how it changes.</summary>
    public required string Heap { get; init; }

    /// <summary>Erases of the hottest sector.</summary>
    public required string Wear { get; init; }

    /// <summary>Cycles until the hottest sector is worn out.</summary>
    public required string FlashLife { get; init; }

    /// <summary>Its last failure: cycle and reason; empty for none.</summary>
    public required string LastFailure { get; init; }

    /// <summary>Reason and evidence of what is wrong now: quarantine, missing, degraded.</summary>
    public required IReadOnlyList<Fact> Troubles { get; init; }

    /// <summary>Board definition, port, group, MAC, device id.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }
}

/// <summary>A failed cycle.</summary>
public sealed record FailureModel
{
    public required string Board { get; init; }

    public required int Cycle { get; init; }

    public required string At { get; init; }

    public required string RackTime { get; init; }

    /// <summary>A stable word.</summary>
    public required string Reason { get; init; }

    public required string Advice { get; init; }

    /// <summary>"42", with the names of injected faults behind it.</summary>
    public required string Seed { get; init; }

    /// <summary>Faults that were injected; empty for none.</summary>
    public required string Faults { get; init; }

    /// <summary>Command that runs the cycle again; empty where nothing can repeat it.</summary>
    public required string Replay { get; init; }

    /// <summary>The end of the board's console in that cycle; empty when it is not kept.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];
}

/// <summary>Something that happened besides cycles.</summary>
public sealed record NoteModel(string At, string RackTime, string Board, string Kind, string Reason, string Text);
