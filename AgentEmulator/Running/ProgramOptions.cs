using AgentEmulator.Activation;
using VirtualBoard.Retargeting;

namespace AgentEmulator.Running;

/// <summary>How a program is run.</summary>
internal sealed record ProgramOptions
{
    public required string Program { get; init; }

    public required string Board { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>Board time per real time; null simulates.</summary>
    public double? Speed { get; init; }

    public NanoVersion Nano { get; init; } = NanoVersion.V1;

    /// <summary>Keeps the board's flash; null for memory.</summary>
    public string? FlashFile { get; init; }

    /// <summary>Board time after which to stop; null for never.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>The access points in reach.</summary>
    public required IReadOnlyList<WifiCredentials> Networks { get; init; }

    /// <summary>What is wired to the pins, and when.</summary>
    public IReadOnlyList<PinInput> Pins { get; init; } = [];

    /// <summary>Board time after which a thread that is busy without ever waiting resets the board; null (default) for no watchdog.</summary>
    public TimeSpan? Watchdog { get; init; }
}
