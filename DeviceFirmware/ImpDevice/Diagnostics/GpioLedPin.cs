using System.Device.Gpio;

namespace ImpDevice.Diagnostics;

/// <summary>A LED at a GPIO.</summary>
internal sealed class GpioLedPin : ILedPin
{
    private readonly GpioPin _pin;
    private readonly bool _activeLow;

    internal GpioLedPin(int pin, bool activeLow)
    {
        _activeLow = activeLow;
        _pin = new GpioController().OpenPin(pin, PinMode.Output);
        Write(false);
    }

    public void Write(bool lit)
    {
        _pin.Write(lit != _activeLow ? PinValue.High : PinValue.Low);
    }
}
