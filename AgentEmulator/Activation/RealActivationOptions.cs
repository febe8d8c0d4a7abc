using System.Net;
using AgentEmulator.Boards;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Flashing;
using VirtualBoard.Boards;

namespace AgentEmulator.Activation;

/// <summary>What one activation of a real board is asked to do.</summary>
internal sealed record RealActivationOptions
{
    /// <summary>What the board is.</summary>
    public required BoardDefinition Board { get; init; }

    /// <summary>Its serial port.</summary>
    public required string Port { get; init; }

    /// <summary>Address of this computer at which the board reaches the services.</summary>
    public required IPAddress Host { get; init; }

    /// <summary>
    /// First of the three ports of the services. It stays the same from run to run, so that a board stays provisioned. 0 takes free ones.
    /// Default 5080.
    /// </summary>
    public int FirstPort { get; init; } = HostAddress.FirstPort;

    /// <summary>Secret that board keys are derived from.</summary>
    public required ReadOnlyMemory<byte> FactorySecret { get; init; }

    /// <summary>The network that the unit is programmed for; null on boards without WiFi.</summary>
    public WifiCredentials? ProgrammedNetwork { get; init; }

    /// <summary>Gives what to provision the board with, for a gateway; null: a board that is provisioned otherwise is a failure.</summary>
    public Func<string, ProvisionRequest>? Provision { get; init; }

    /// <summary>Whether to provision even a board that is provisioned for this gateway.</summary>
    public bool AlwaysProvision { get; init; }

    /// <summary>The flasher that provisions; null to search for it when it is needed.</summary>
    public FileInfo? Nanoff { get; init; }

    /// <summary>Time after which a run without an end is given up. Default 5 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Keeps what cloud and agents know; not disposed of here. Null keeps it in memory.</summary>
    public ICloudStore? Store { get; init; }

    /// <summary>Times and speeds of the serial port.</summary>
    public FlashLimits Limits { get; init; } = new();
}
