using AgentEmulator.Boards;
using VirtualBoard.Boards;

namespace AgentEmulator.Flashing;

/// <summary>Which nanoCLR a board gets.</summary>
internal enum ClrChoice
{
    /// <summary>The one that the application image is for: the preview for version 2, the released one for version 1.</summary>
    Auto,

    /// <summary>The released one.</summary>
    Stable,

    /// <summary>The preview.</summary>
    Preview,

    /// <summary>The one that is on the board; nothing but the application is written.</summary>
    Keep,
}

/// <summary>Where the address of the application comes from.</summary>
internal enum TableSource
{
    /// <summary>The partition table that is read from the board after nanoCLR was written.</summary>
    Device,

    /// <summary>The board definition.</summary>
    Definition,
}

/// <summary>What to write to a board.</summary>
internal sealed record FlashRequest
{
    /// <summary>What the board is.</summary>
    public required BoardDefinition Board { get; init; }

    /// <summary>Its serial port.</summary>
    public required string Port { get; init; }

    /// <summary>The MAC that it must have; null: any.</summary>
    public byte[]? Mac { get; init; }

    /// <summary>The CLR. Default <see cref="ClrChoice.Auto"/>.</summary>
    public ClrChoice Clr { get; init; }

    /// <summary>Its version; null: the newest.</summary>
    public string? ClrVersion { get; init; }

    /// <summary>Whether to erase all of the flash first, the board's configuration with it.</summary>
    public bool EraseAll { get; init; }

    /// <summary>Where the address of the application comes from. Default <see cref="TableSource.Device"/>.</summary>
    public TableSource Table { get; init; }

    /// <summary>What to provision the board with; null: leave what is on it.</summary>
    public ProvisionRequest? Provision { get; init; }

    /// <summary>Speeds to try, the first one first; null: those that suit the board.</summary>
    public IReadOnlyList<int>? Bauds { get; init; }

    /// <summary>Whether to wait for the firmware to say that it booted.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Times and speeds.</summary>
    public FlashLimits Limits { get; init; } = new();

    /// <summary>The speeds to try. The ESP32-PICO takes the fastest and the slowest only.</summary>
    public IReadOnlyList<int> SpeedsToTry => Bauds ?? (Board.NanoFrameworkTarget.Contains("PICO", StringComparison.Ordinal) ? [1_500_000, 115_200] : [1_500_000, 921_600, 460_800, 115_200]);

    /// <summary>Whether the preview of nanoCLR is wanted, for an image of that version.</summary>
    public bool WantsPreview(int imageVersion) => Clr == ClrChoice.Preview || (Clr == ClrChoice.Auto && imageVersion == 2);
}

/// <summary>How long things may take.</summary>
internal sealed record FlashLimits
{
    /// <summary>Reading the chip's identity. Holding a button down by hand is part of it. Default 2 minutes.</summary>
    public TimeSpan Identify { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Writing nanoCLR, its download included. Default 15 minutes.</summary>
    public TimeSpan Update { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Reading all of the flash; at 115200 baud 4 MB take 6 minutes. Default 30 minutes.</summary>
    public TimeSpan ReadFlash { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Writing the application. Default 10 minutes.</summary>
    public TimeSpan Deploy { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Writing files or settings through nanoCLR. Default 2 minutes.</summary>
    public TimeSpan Files { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>From the reset to the firmware's first words. Default 30 s.</summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a port may be away while a board resets. Default 10 s.</summary>
    public TimeSpan Absence { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Speed of the console: nanoCLR's own is 921600.</summary>
    public int ConsoleBaud { get; init; } = 921_600;
}
