using ImpDevice.Runtime;

namespace ImpDevice;

/// <summary>A timer of <see cref="Imp.Wakeup"/>, to be cancelled with <see cref="Imp.CancelWakeup"/>.</summary>
public sealed class WakeupTimer
{
    internal WakeupTimer(LoopTimer timer)
    {
        Timer = timer;
    }

    internal LoopTimer Timer { get; }
}
