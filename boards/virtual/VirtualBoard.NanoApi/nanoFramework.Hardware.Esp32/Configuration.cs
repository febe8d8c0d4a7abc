using VirtualBoard;
using VirtualBoard.NanoApi;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Stands in for nanoFramework's assignment of peripherals to pins.</summary>
/// <remarks>Differs from hardware: assignments are only kept, for a virtual board has no SPI, I2C, UART, PWM or ADC; and nothing is assigned at first.</remarks>
public class Configuration
{
    /// <exception cref="ArgumentException">The chip has no such pin.</exception>
    public static void SetPinFunction(int pin, DeviceFunction value)
    {
        var boot = Machine.Enter();
        if (!boot.Board.Gpio.Exists(pin))
            throw new ArgumentException();
        Assigned.Of(boot).Pins[value] = pin;
    }

    /// <returns>GPIO number; -1 when none is assigned.</returns>
    public static int GetFunctionPin(DeviceFunction function) => Assigned.Of(Machine.Enter()).Pins.GetValueOrDefault(function, -1);

    private sealed class Assigned
    {
        public Dictionary<DeviceFunction, int> Pins { get; } = [];

        public static Assigned Of(Boot boot) => boot.Get(static _ => new Assigned());
    }
}
