using System;

namespace ImpDevice.Runtime;

/// <summary>The board's tick counter. Setting the date does not move it.</summary>
internal sealed class BoardClock : IClock
{
    public long NowMs
    {
        get { return Environment.TickCount64; }
    }
}
