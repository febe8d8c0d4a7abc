namespace AgentEmulator.Rack.State;

/// <summary>What a board is about.</summary>
internal enum BoardStatus
{
    /// <summary>Between cycles, or not begun.</summary>
    Waiting,

    /// <summary>In a cycle.</summary>
    Running,

    /// <summary>It cannot be reached; it is tried again.</summary>
    Missing,

    /// <summary>Set aside, with evidence; it is rechecked from time to time.</summary>
    Quarantined,

    /// <summary>It has done all its cycles.</summary>
    Finished,
}
