using VirtualBoard.Gpio;

namespace System.Device.Gpio;

/// <summary>nanoFramework's pin modes as the chip has them; an ESP32 has no open source outputs.</summary>
internal static class PinModes
{
    public static bool IsSupported(GpioPort port, int pin, PinMode mode) =>
        mode is >= PinMode.Input and <= PinMode.OutputOpenDrainPullUp && port.Supports(pin, ToMachine(mode));

    public static GpioMode ToMachine(PinMode mode) => mode switch
    {
        PinMode.Input => GpioMode.Input,
        PinMode.InputPullDown => GpioMode.InputPullDown,
        PinMode.InputPullUp => GpioMode.InputPullUp,
        PinMode.Output => GpioMode.Output,
        PinMode.OutputOpenDrain => GpioMode.OutputOpenDrain,
        PinMode.OutputOpenDrainPullUp => GpioMode.OutputOpenDrainPullUp,
        _ => throw new ArgumentException(),
    };
}
