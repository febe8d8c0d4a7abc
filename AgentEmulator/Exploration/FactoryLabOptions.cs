using AgentEmulator.Activation;
using VirtualBoard;
using VirtualBoard.Boards;
using VirtualBoard.Tracing;

namespace AgentEmulator.Exploration;

/// <summary>What a lab with a factory is made of.</summary>
internal sealed record FactoryLabOptions
{
    /// <summary>Seed of everything that is drawn.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What kind of boards.</summary>
    public required BoardDefinition Definition { get; init; }

    /// <summary>The program that all boards boot.</summary>
    public required IFirmware Firmware { get; init; }

    /// <summary>How many boards. Default 1.</summary>
    public int Boards { get; init; } = 1;

    /// <summary>The factory's own network.</summary>
    public WifiCredentials FactoryNetwork { get; init; } = new("factory-floor", "factory-floor-key");

    /// <summary>
    /// Networks that units are programmed for, each with a password of its own: the first, until <see cref="FactoryLab.ProgramFor"/> says
    /// another.
    /// </summary>
    public IReadOnlyList<WifiCredentials> ProgrammedNetworks { get; init; } =
        [new("customer-home", "customer-home-key"), new("customer-shop", "customer-shop-key")];

    /// <summary>Gets each entry of the trace; null (default) only hashes them.</summary>
    public Action<TraceEntry>? TraceSink { get; init; }
}
