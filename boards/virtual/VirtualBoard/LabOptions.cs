using VirtualBoard.Tracing;

namespace VirtualBoard;

/// <summary>How a lab is made.</summary>
public sealed record LabOptions
{
    /// <summary>Seed of every random stream in the lab. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>World time at lab time zero. Default 2026-01-01T00:00:00Z, so that a simulated run is the same on any day.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Null (default) simulates: the clock jumps to the next event. A number makes the lab live: lab time is real time times it.
    /// </summary>
    public double? LiveSpeed { get; init; }

    /// <summary>Records every decision of the lab; null (default) records nothing.</summary>
    public LabTrace? Trace { get; init; }

    /// <summary>
    /// Which core of those that the thread which makes the lab may use it stays on, for labs that run beside each other: a number from 0,
    /// which goes round when there are not so many. Null (default) is the core on which the lab is made. Only on Linux; elsewhere the
    /// system decides.
    /// </summary>
    public int? Core { get; init; }

    /// <summary>Where a live lab takes real time from. Default the system's clock; a simulated lab never asks it.</summary>
    public TimeProvider RealTime { get; init; } = TimeProvider.System;
}
