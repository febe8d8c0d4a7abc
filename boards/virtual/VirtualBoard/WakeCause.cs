namespace VirtualBoard;

/// <summary>What ended a board's deep sleep.</summary>
public enum WakeCause
{
    /// <summary>Nothing: the boot did not come out of deep sleep.</summary>
    None,

    /// <summary>The timer.</summary>
    Timer,

    /// <summary>The one pin that was set to wake it (EXT0).</summary>
    Pin,

    /// <summary>One or all of the pins that were set to wake it (EXT1).</summary>
    Pins,
}
