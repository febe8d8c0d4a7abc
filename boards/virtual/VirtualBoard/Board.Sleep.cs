namespace VirtualBoard;

/// <summary>Deep sleep: the processor is off, the wall clock runs on, and the next boot says what woke the board.</summary>
public sealed partial class Board
{
    private SleepPlan? _sleep;
    private LabEvent? _alarm;

    /// <summary>Whether the board is in deep sleep.</summary>
    public bool IsAsleep => _sleep is not null;

    /// <summary>What woke the board for the current boot.</summary>
    public WakeCause WakeCause { get; private set; }

    /// <summary>The pins that woke it, one bit each.</summary>
    public ulong WakePins { get; private set; }

    /// <summary>Puts the board to deep sleep. A board thread that asks for it must go no further: its next call throws.</summary>
    /// <param name="plan">What may wake it.</param>
    public void DeepSleep(SleepPlan plan)
    {
        if (!IsPowered || IsAsleep)
            return;
        BoardThread.Current?.Settle();
        Flash.Settle();
        EndBoot();
        _sleep = plan;
        Gpio.LevelChanged += OnLevelInSleep;
        if (plan.After is { } time)
            _alarm = Lab.After(time, () => Wake(WakeCause.Timer, 0));
        CheckPins();
    }

    private void OnLevelInSleep(int pin, bool level) => CheckPins();

    private void CheckPins()
    {
        if (_sleep is not { } plan)
            return;
        if (plan.Pin is { } pin && Gpio.Read(pin) == plan.PinLevel)
        {
            Wake(WakeCause.Pin, 1UL << pin);
            return;
        }

        if (plan.Pins == 0)
            return;
        var high = 0UL;
        for (var i = 0; i < Gpio.Count; i++)
        {
            if ((plan.Pins >> i & 1) != 0 && Gpio.Read(i))
                high |= 1UL << i;
        }

        if (plan.AnyHigh ? high != 0 : high == 0)
            Wake(WakeCause.Pins, plan.AnyHigh ? high : plan.Pins);
    }

    private void Wake(WakeCause cause, ulong pins)
    {
        EndSleep();
        (WakeCause, WakePins) = (cause, pins);
        StartBoot(ResetReason.DeepSleep);
    }

    private void EndSleep()
    {
        (WakeCause, WakePins) = (WakeCause.None, 0);
        _alarm?.Cancel();
        if (_sleep is null)
            return;
        _sleep = null;
        Gpio.LevelChanged -= OnLevelInSleep;
    }
}
