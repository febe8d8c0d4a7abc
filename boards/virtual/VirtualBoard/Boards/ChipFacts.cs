namespace VirtualBoard.Boards;

/// <summary>What a board file cannot choose because the chip decides it.</summary>
/// <param name="Name">Name of the chip.</param>
/// <param name="PinCount">GPIO numbers are below this.</param>
/// <param name="FirstInputOnlyPin">From here on pins are inputs only; <paramref name="PinCount"/> when all can drive.</param>
/// <param name="BootloaderOffset">Where the ROM looks for the bootloader.</param>
/// <param name="Megahertz">Clock of the processor as nanoFramework's images set it.</param>
internal sealed record ChipFacts(string Name, int PinCount, int FirstInputOnlyPin, int BootloaderOffset, int Megahertz)
{
    /// <summary>
    /// What the interpreter takes to go through a small loop once, a handful of instructions. nanoCLR was measured at 36 to 120 ns
    /// on a PC, some hundred cycles; a chip that fetches the interpreter through its flash cache needs about twice as many. The figure
    /// is this project's choice within that range.
    /// </summary>
    private const int CyclesPerTurn = 720;

    /// <summary>What a turn of a loop in firmware costs: 3 us at 240 MHz.</summary>
    public TimeSpan LoopTurn => TimeSpan.FromTicks(CyclesPerTurn * (TimeSpan.TicksPerMillisecond / 1000) / Megahertz);

    /// <summary>GPIO numbers that the flash chip of every module takes.</summary>
    public IReadOnlyList<int> FlashPins { get; init; } = [];

    /// <summary>GPIO numbers that PSRAM takes, where there is some.</summary>
    public IReadOnlyList<int> PsramPins { get; init; } = [];

    public static IReadOnlyList<ChipFacts> All { get; } =
    [
        new("esp32", 40, 34, 0x1000, 240) { FlashPins = [6, 7, 8, 9, 10, 11], PsramPins = [16, 17] },
        new("esp32s2", 47, 46, 0x1000, 240),
        new("esp32s3", 49, 49, 0, 240),
        new("esp32c3", 22, 22, 0, 160),
        new("esp32c5", 29, 29, 0x2000, 240),
        new("esp32c6", 31, 31, 0, 160),
        new("esp32c61", 30, 30, 0, 160),
        new("esp32h2", 28, 28, 0, 96),
        new("esp32p4", 55, 55, 0x2000, 360),
    ];
}
