using VirtualBoard.NanoApi;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Stands in for nanoFramework's look at ESP-IDF's heap, which is not the managed one.</summary>
/// <remarks>Differs from hardware: totals are typical, and what is free follows from the radio being on and the sockets open, by fixed amounts.</remarks>
public class NativeMemory
{
    /// <summary>What ESP-IDF's heap has on an ESP32 next to the program.</summary>
    private const uint InternalTotal = 295 * 1_024;

    /// <summary>What ESP-IDF and its tasks take once the firmware runs, without the managed heap.</summary>
    private const uint Base = 96 * 1_024;

    private const uint RadioOn = 42 * 1_024;
    private const uint PerSocket = 2 * 1_024;

    public enum MemoryType
    {
        All = 0,
        Internal = 1,
        SpiRam = 2,
    }

    public static void GetMemoryInfo(MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock)
    {
        var board = Machine.Enter().Board;
        var spiTotal = (uint)board.Definition.PsramSize;
        var managed = (uint)board.Definition.ManagedHeap;
        var used = Base + (board.Station.AccessPoint is null ? 0 : RadioOn) + ((uint)board.Web.OpenSockets * PerSocket);
        // The managed heap lives in the PSRAM where there is one.
        var internalFree = Left(InternalTotal, spiTotal == 0 ? used + managed : used);
        var spiFree = spiTotal == 0 ? 0 : Left(spiTotal, managed);
        (totalSize, totalFreeSize, largestFreeBlock) = memType switch
        {
            MemoryType.Internal => (InternalTotal, internalFree, internalFree / 2),
            MemoryType.SpiRam => (spiTotal, spiFree, spiFree),
            _ => (InternalTotal + spiTotal, internalFree + spiFree, Math.Max(internalFree / 2, spiFree)),
        };
    }

    private static uint Left(uint total, uint used) => used < total ? total - used : 0;
}
