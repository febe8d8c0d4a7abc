using AgentEmulator.Activation;
using AgentEmulator.Boards;

namespace AgentEmulator.Rack.Definition;

/// <summary>A rack and what it is to do, as its file says; <c>rack.schema.json</c> says the same to editors.</summary>
internal sealed record RackDefinition
{
    public required string Name { get; init; }

    /// <summary>At least one; names are unique.</summary>
    public required IReadOnlyList<BoardSpec> Boards { get; init; }

    public required SoakPlan Plan { get; init; }

    public required HealthPolicy Health { get; init; }

    /// <summary>The factory's own network.</summary>
    public required WifiCredentials FactoryNetwork { get; init; }

    /// <summary>The network that units are programmed for.</summary>
    public required WifiCredentials ProgrammedNetwork { get; init; }

    /// <summary>Where real boards reach the factory's services.</summary>
    public GatewaySpec Gateway { get; init; } = new(null, HostAddress.FirstPort);

    /// <summary>Whether the file tells the factory network, which real WiFi boards are provisioned for.</summary>
    public bool HasFactoryNetwork { get; init; }
}

/// <summary>Where the services for real boards listen.</summary>
/// <param name="Host">IPv4 address of this computer at which boards reach it; null to find it.</param>
/// <param name="FirstPort">First of the ports: each real board has three of its own, in the order of the rack.</param>
internal sealed record GatewaySpec(string? Host, int FirstPort);

/// <summary>One board of the rack.</summary>
internal sealed record BoardSpec
{
    /// <summary>Unique in the rack.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the board definition.</summary>
    public required string Definition { get; init; }

    /// <summary>Serial port of a real board; null for a virtual one.</summary>
    public string? Port { get; init; }

    public bool IsVirtual => Port is null;

    public string? Group { get; init; }

    /// <summary>Six bytes: what the board's MAC must be. Null: of a real board any; of a virtual one drawn from the seed.</summary>
    public byte[]? Mac { get; init; }

    public required PowerControl Power { get; init; }

    /// <summary>Signal of its access points in dBm; virtual boards only.</summary>
    public int SignalDbm { get; init; } = -55;

    /// <summary>Faults and how likely each is in a cycle, 0 to 1: the plan's, changed by the group's and the board's.</summary>
    public required IReadOnlyDictionary<string, double> Faults { get; init; }
}

/// <summary>How a board's power is switched.</summary>
internal abstract record PowerControl;

/// <summary>Not at all; a virtual board has the emulator's own switch.</summary>
internal sealed record NoPowerControl : PowerControl;

/// <summary>The reset lines of the serial port: a restart, no loss of power.</summary>
internal sealed record SerialPowerControl : PowerControl;

/// <summary>A port of a USB hub that <c>uhubctl</c> can switch.</summary>
/// <param name="Hub">Location of the hub, such as "1-1.4".</param>
/// <param name="Port">Number of the port.</param>
internal sealed record HubPowerControl(string Hub, int Port) : PowerControl;

/// <summary>Programs of the user's own.</summary>
/// <param name="On">Program and arguments that switch on.</param>
/// <param name="Off">Program and arguments that switch off.</param>
internal sealed record CommandPowerControl(IReadOnlyList<string> On, IReadOnlyList<string> Off) : PowerControl;

/// <summary>What a soak does.</summary>
internal sealed record SoakPlan
{
    /// <summary>Cycles of each board; null when the plan is a duration.</summary>
    public int? Cycles { get; init; }

    /// <summary>Rack time after which no cycle begins; null when the plan is a number of cycles.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Rack time between the end of a board's cycle and the begin of its next. Default none.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Shortest rack time between the begins of two cycles of a board. Default none.</summary>
    public TimeSpan Every { get; init; }

    /// <summary>Cycles at a time in a live run. Default: all boards at once.</summary>
    public int Concurrency { get; init; } = int.MaxValue;

    /// <summary>Seed of all that is drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Board time after which an activation is given up. Default 5 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Heartbeats of production firmware that a cycle waits for. Default 3.</summary>
    public int Heartbeats { get; init; } = 3;
}

/// <summary>When a board is set aside, and when it is trusted again.</summary>
internal sealed record HealthPolicy
{
    /// <summary>Share of failed cycles that is tolerated, 0 to 1.</summary>
    public double FailureRate { get; init; } = 0.1;

    /// <summary>How sure it must be that the true rate is above <see cref="FailureRate"/>, 0.5 to 1.</summary>
    public double Confidence { get; init; } = 0.99;

    /// <summary>Cycles before the rate is judged at all.</summary>
    public int MinCycles { get; init; } = 10;

    /// <summary>Failures one after the other that are too many.</summary>
    public int ConsecutiveFailures { get; init; } = 5;

    /// <summary>Times in a row that a board may be missing.</summary>
    public int MissingTimes { get; init; } = 3;

    /// <summary>Time between two looks for a missing board.</summary>
    public TimeSpan MissingRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time from quarantine to the first recheck and between rechecks; it doubles with each quarantine of the board, up to 16 times.</summary>
    public TimeSpan Recheck { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Rechecks in a row that must pass for a release.</summary>
    public int ReleaseAfter { get; init; } = 3;

    /// <summary>Cycles that a board may go on after it was noticed to be degraded.</summary>
    public int DegradedCycles { get; init; } = 20;

    /// <summary>Activation time, compared with the board's first ones, that counts as degraded.</summary>
    public double SlowFactor { get; init; } = 1.5;

    /// <summary>Signal below which a board is degraded, in dBm.</summary>
    public int WeakSignalDbm { get; init; } = -80;

    /// <summary>Loss of free heap in production that counts as degraded, in bytes per hour.</summary>
    public int HeapLossPerHour { get; init; } = 65_536;

    /// <summary>Erases that a sector of the flash is made for.</summary>
    public int FlashEndurance { get; init; } = 100_000;

    /// <summary>Sector erases that one cycle may need; more of them fail it.</summary>
    public int FlashErasesPerCycle { get; init; } = 400;
}
