using VirtualBoard.Flash;

namespace VirtualBoard;

/// <summary>What makes one board differ from another of its kind.</summary>
public sealed record BoardOptions
{
    /// <summary>Name, unique in the lab.</summary>
    public required string Name { get; init; }

    /// <summary>The six bytes of the factory MAC; null (default) draws one from the lab's seed and the name.</summary>
    public byte[]? Mac { get; init; }

    /// <summary>Where the flash keeps its bits; null (default) keeps them in memory.</summary>
    public IFlashContents? FlashContents { get; init; }

    /// <summary>
    /// Board time after which a thread that is busy without ever waiting resets the board; null (default) for no watchdog, as in
    /// nanoFramework's images for ESP32. Being preempted is not waiting; time in native calls does not count.
    /// </summary>
    public TimeSpan? Watchdog { get; init; }
}
