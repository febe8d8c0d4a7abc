using VirtualBoard.NanoApi;

namespace System.Device.Gpio;

/// <summary>Stands in for nanoFramework's GPIO controller, over the pins of the virtual board. Which pins are open is common to all controllers, as on hardware.</summary>
public sealed class GpioController : IDisposable
{
    private readonly Dictionary<int, Registration> _callbacks = [];

    public GpioController()
    {
    }

    public GpioController(PinNumberingScheme numberingScheme) => NumberingScheme = numberingScheme;

    public PinNumberingScheme NumberingScheme { get; }

    public int PinCount => Pins.Port.Count;

    private static GpioPins Pins => GpioPins.Of(Machine.Enter());

    /// <exception cref="InvalidOperationException">The pin is open already, or the chip has none of that number.</exception>
    public GpioPin OpenPin(int pinNumber)
    {
        var pins = Pins;
        if (pins.Find(pinNumber) is not null || !PinModes.IsSupported(pins.Port, pinNumber, PinMode.Input))
            throw new InvalidOperationException();
        var pin = new GpioPin(pins, pinNumber);
        pin.SetPinMode(PinMode.Input);
        pins.Add(pin);
        return pin;
    }

    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        var pin = OpenPin(pinNumber);
        try
        {
            pin.SetPinMode(mode);
            return pin;
        }
        catch (ArgumentException)
        {
            pin.Dispose();
            throw;
        }
    }

    public void ClosePin(int pinNumber) => Find(pinNumber).Dispose();

    /// <summary>Closes all pins, also those that other controllers opened, as on hardware.</summary>
    public void Dispose()
    {
        foreach (var pin in Pins.Open.ToArray())
            pin.Dispose();
    }

    public PinMode GetPinMode(int pinNumber) => Find(pinNumber).GetPinMode();

    public bool IsPinModeSupported(int pinNumber, PinMode mode) => PinModes.IsSupported(Pins.Port, pinNumber, mode);

    public bool IsPinOpen(int pinNumber) => Pins.Find(pinNumber) is not null;

    public PinValue Read(int pinNumber) => Find(pinNumber).Read();

    public void SetPinMode(int pinNumber, PinMode mode) => Find(pinNumber).SetPinMode(mode);

    public void Write(int pinNumber, PinValue value) => Find(pinNumber).Write(value);

    /// <summary>Registers the one callback of a pin; a second registration replaces the first.</summary>
    public void RegisterCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        var pin = Find(pinNumber);
        UnregisterCallbackForPinValueChangedEvent(pinNumber, callback);
        PinValueChangedEventHandler handler = (_, e) =>
        {
            if ((e.ChangeType & eventTypes) != 0)
                callback(this, e);
        };
        _callbacks.Add(pinNumber, new Registration(pin, handler));
        pin.ValueChanged += handler;
    }

    public void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        Machine.Enter();
        if (_callbacks.Remove(pinNumber, out var old) && Pins.Find(pinNumber) == old.Pin)
            old.Pin.ValueChanged -= old.Handler;
    }

    private static GpioPin Find(int pinNumber) => Pins.Find(pinNumber) ?? throw new InvalidOperationException();

    private sealed record Registration(GpioPin Pin, PinValueChangedEventHandler Handler);
}
