using AgentEmulator.Rack.Journal;

namespace AgentEmulator.Rack.Watching;

/// <summary>How long the flash of a board lasts when it goes on being worn as in the run.</summary>
/// <param name="Sector">The sector that was erased most often.</param>
/// <param name="Erases">How often, since the board was new.</param>
/// <param name="Endurance">Erases that the chip's maker promises per sector.</param>
/// <param name="ErasesPerCycle">Erases of the hottest sector per cycle, measured between the first and the last cycle of the run.</param>
/// <param name="CyclesLeft">Cycles until the promise is used up; null when nothing was worn.</param>
/// <remarks>
/// A straight line through what was measured. It assumes that the hottest sector stays the hottest and that nothing but these cycles wears the
/// flash; production firmware wears it as well, which no rack shows.
/// </remarks>
internal sealed record FlashLife(int Sector, int Erases, int Endurance, double ErasesPerCycle, double? CyclesLeft)
{
    /// <summary>The projection for a board; null where wear cannot be counted or no cycle counts yet.</summary>
    /// <param name="flash">Wear at the end of the last cycle.</param>
    /// <param name="cycles">Cycles of the run that counted the wear.</param>
    /// <param name="firstErases">Erases of the hottest sector at the end of the first of them.</param>
    public static FlashLife? Of(FlashFigures? flash, int cycles, int firstErases)
    {
        if (flash is null || cycles == 0 || flash.Endurance <= 0)
            return null;
        // With one cycle there is no difference to measure: all wear is taken as that cycle's, which errs on the short side.
        var perCycle = cycles > 1 ? (double)(flash.WorstSectorErases - firstErases) / (cycles - 1) : flash.WorstSectorErases;
        double? left = perCycle > 0 ? Math.Max(0, flash.Endurance - flash.WorstSectorErases) / perCycle : null;
        return new FlashLife(flash.WorstSector, flash.WorstSectorErases, flash.Endurance, perCycle, left);
    }
}
