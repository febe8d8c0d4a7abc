namespace VirtualBoard;

/// <summary>What may end a board's sleep. Without anything only a reset or the power does.</summary>
public sealed record SleepPlan
{
    /// <summary>Board time to sleep; null (default) sets no timer.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>The pin of EXT0; null (default) for none.</summary>
    public int? Pin { get; init; }

    /// <summary>The level at which <see cref="Pin"/> wakes.</summary>
    public bool PinLevel { get; init; }

    /// <summary>The pins of EXT1, one bit each; 0 (default) for none.</summary>
    public ulong Pins { get; init; }

    /// <summary>True: any of <see cref="Pins"/> high wakes. False: all of them low do.</summary>
    public bool AnyHigh { get; init; }
}
