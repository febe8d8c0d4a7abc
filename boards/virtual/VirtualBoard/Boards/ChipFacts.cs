namespace VirtualBoard.Boards;

/// <summary>What a board file cannot choose because the chip decides it.</summary>
/// <param name="Name">Name of the chip.</param>
/// <param name="PinCount">GPIO numbers are below this.</param>
/// <param name="FirstInputOnlyPin">From here on pins are inputs only; <paramref name="PinCount"/> when all can drive.</param>
/// <param name="BootloaderOffset">Where the ROM looks for the bootloader.</param>
internal sealed record ChipFacts(string Name, int PinCount, int FirstInputOnlyPin, int BootloaderOffset)
{
    public static IReadOnlyList<ChipFacts> All { get; } =
    [
        new("esp32", 40, 34, 0x1000),
        new("esp32s2", 47, 46, 0x1000),
        new("esp32s3", 49, 49, 0),
        new("esp32c3", 22, 22, 0),
        new("esp32c5", 29, 29, 0x2000),
        new("esp32c6", 31, 31, 0),
        new("esp32c61", 30, 30, 0),
        new("esp32h2", 28, 28, 0),
        new("esp32p4", 55, 55, 0x2000),
    ];
}
