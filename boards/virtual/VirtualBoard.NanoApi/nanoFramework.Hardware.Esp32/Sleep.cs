using System.Numerics;
using VirtualBoard;
using VirtualBoard.NanoApi;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Stands in for nanoFramework's sleep modes: deep sleep ends in a boot, light sleep goes on where it was.</summary>
/// <remarks>
/// As on hardware what wakes the board must be set in each boot, and pins must belong to the RTC. Differs from hardware: touch pads and
/// UARTs wake nobody and cannot be set to; light sleep is ended by the timer only, and the WiFi link outlives it.
/// </remarks>
public partial class Sleep
{
    private const ulong RtcPins =
        1UL | (1UL << 2) | (1UL << 4) | (0xFUL << 12) | (0x7UL << 25) | (0xFFUL << 32);

    public static EspNativeError EnableWakeupByTimer(TimeSpan time)
    {
        Settings.Of(Machine.Enter()).Change(plan => plan with { After = time });
        return EspNativeError.OK;
    }

    public static EspNativeError EnableWakeupByPin(WakeupGpioPin pin, int level)
    {
        var boot = Machine.Enter();
        if (BitOperations.PopCount((ulong)pin) != 1 || ((ulong)pin & RtcPins) == 0 || level is not (0 or 1))
            return EspNativeError.INVALID_ARG;
        Settings.Of(boot).Change(plan => plan with { Pin = BitOperations.Log2((ulong)pin), PinLevel = level == 1 });
        return EspNativeError.OK;
    }

    public static EspNativeError EnableWakeupByMultiPins(WakeupGpioPin pins, WakeupMode mode)
    {
        var boot = Machine.Enter();
        if (pins == WakeupGpioPin.None || ((ulong)pins & ~RtcPins) != 0)
            return EspNativeError.INVALID_ARG;
        Settings.Of(boot).Change(plan => plan with { Pins = (ulong)pins, AnyHigh = mode == WakeupMode.AnyHigh });
        return EspNativeError.OK;
    }

    /// <summary>A virtual board has no touch pads.</summary>
    /// <returns><see cref="EspNativeError.NOT_SUPPORTED"/>.</returns>
    public static EspNativeError EnableWakeupByTouchPad(int padNumber1, int padNumber2 = -1, byte thresholdCoefficient = 80)
    {
        Machine.Enter();
        return EspNativeError.NOT_SUPPORTED;
    }

    /// <summary>A virtual board's UARTs wake nobody.</summary>
    /// <returns><see cref="EspNativeError.NOT_SUPPORTED"/>.</returns>
    public static EspNativeError EnableWakeupByUart(WakeUpPort portNumber, int edgeCount)
    {
        Machine.Enter();
        return EspNativeError.NOT_SUPPORTED;
    }

    /// <summary>-1: no touch pad woke the board.</summary>
    public static int GetWakeupTouchpad()
    {
        Machine.Enter();
        return -1;
    }

    /// <summary>Stops all threads of the board until the timer wakes it.</summary>
    /// <exception cref="NotSupportedException">No timer is set: a virtual board's light sleep cannot be ended by a pin.</exception>
    public static EspNativeError StartLightSleep()
    {
        var boot = Machine.Enter();
        var settings = Settings.Of(boot);
        var time = settings.Plan.After ?? throw new NotSupportedException("A virtual board's light sleep is ended by the timer only: call EnableWakeupByTimer.");
        BoardThread.Current!.Occupy(time);
        settings.LightSleepCause = WakeupCause.Timer;
        return EspNativeError.OK;
    }

    /// <summary>Ends the boot; the next one begins when something wakes the board.</summary>
    public static void StartDeepSleep()
    {
        var boot = Machine.Enter();
        boot.Board.DeepSleep(Settings.Of(boot).Plan);
        boot.ThrowIfDead();
    }

    public static WakeupCause GetWakeupCause()
    {
        var boot = Machine.Enter();
        return Settings.Of(boot).LightSleepCause ?? boot.Board.WakeCause switch
        {
            WakeCause.Timer => WakeupCause.Timer,
            WakeCause.Pin => WakeupCause.Ext0,
            WakeCause.Pins => WakeupCause.Ext1,
            _ => WakeupCause.Undefined,
        };
    }

    /// <summary>The pin that ended deep sleep; <see cref="WakeupGpioPin.None"/> when it was not one of several set by <see cref="EnableWakeupByMultiPins"/>.</summary>
    public static WakeupGpioPin GetWakeupGpioPin()
    {
        var board = Machine.Enter().Board;
        return board.WakeCause == WakeCause.Pins ? (WakeupGpioPin)board.WakePins : WakeupGpioPin.None;
    }

    private sealed class Settings
    {
        public SleepPlan Plan { get; private set; } = new();

        public WakeupCause? LightSleepCause { get; set; }

        public static Settings Of(Boot boot) => boot.Get(static _ => new Settings());

        public void Change(Func<SleepPlan, SleepPlan> change) => Plan = change(Plan);
    }
}
